/// How every window looks: theme, font, light and dark; and how the toolkit is started. Screen's
/// thread, where not said otherwise. Imports nothing of the house.
@NullMarked
package org.shuttersend.ui.look;

import org.jspecify.annotations.NullMarked;
