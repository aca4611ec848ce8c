/// Batches of photos with a number for people, unique under any race.
@NullMarked
package org.shuttersend.receiver.delivery;

import org.jspecify.annotations.NullMarked;
