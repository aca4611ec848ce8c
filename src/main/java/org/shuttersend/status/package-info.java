/// What became of the sent photos, and the server's queue: the event stream, with polling as the
/// source of truth. One thread. Imports `model`, `catalog` and `destination`.
@NullMarked
package org.shuttersend.status;

import org.jspecify.annotations.NullMarked;
