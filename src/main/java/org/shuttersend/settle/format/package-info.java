/// Photo formats, as far as needed to tell that a file ends too early. A few small reads each; what
/// is not understood passes for complete. Imports nothing.
@NullMarked
package org.shuttersend.settle.format;

import org.jspecify.annotations.NullMarked;
