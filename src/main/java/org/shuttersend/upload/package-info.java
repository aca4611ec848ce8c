/// Claim, hash, ask, send, mark; and the governor that says when. One feeding thread; each folder's
/// photos are read in a lane of their own, and each photo is sent on a thread of its own. Imports
/// `model`, `thread`, `catalog` and `destination`.
@NullMarked
package org.shuttersend.upload;

import org.jspecify.annotations.NullMarked;
