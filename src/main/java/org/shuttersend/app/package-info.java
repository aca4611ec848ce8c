/// `Main`, the composition root, and `Pipeline`: build, start, stop. Imports every room.
@NullMarked
package org.shuttersend.app;

import org.jspecify.annotations.NullMarked;
