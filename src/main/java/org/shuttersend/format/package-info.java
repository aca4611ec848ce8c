/// Photo formats, as far as needed to tell that a file ends too early, what it says of itself and
/// where it keeps pictures of itself. A few small reads each, bounded whatever the file says; what
/// is not understood passes for complete and says nothing. Imports nothing.
@NullMarked
package org.shuttersend.format;

import org.jspecify.annotations.NullMarked;
