/// Any tus 1.0 server as a destination. Imports `model`, `wire` and `destination`.
@NullMarked
package org.shuttersend.destination.tus;

import org.jspecify.annotations.NullMarked;
