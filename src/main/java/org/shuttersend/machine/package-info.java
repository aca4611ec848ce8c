/// What the computer says of itself: whether its network is paid by its use, whether it runs on its
/// battery, and in which time zone it is. Imports `thread`. The only room that touches D-Bus. One
/// thread, and only while somebody wants to know; what cannot be found out does not hold.
@NullMarked
package org.shuttersend.machine;

import org.jspecify.annotations.NullMarked;
