/// Claim, hash, ask, send, mark; and the governor that says when. One feeding thread; each photo is
/// sent on a virtual thread of its own. Imports `model`, `catalog` and `destination`.
@NullMarked
package org.shuttersend.upload;

import org.jspecify.annotations.NullMarked;
