/// What is seen of a photo: its previews and what its file says of it. Decoders are fed with
/// hostile files here: what they may take is counted beforehand and bounded together, and what they
/// throw stays here. Imports `format`, `store`, `queue` and `database`.
@NullMarked
package org.shuttersend.receiver.picture;

import org.jspecify.annotations.NullMarked;
