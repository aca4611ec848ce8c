/// The JSON records of the wire protocol and their codec, used by both ends. Imports `model`; no
/// I/O.
@NullMarked
package org.shuttersend.wire;

import org.jspecify.annotations.NullMarked;
