/// The Shuttersend receiver as a destination: tus plus check, jobs, queue and events. Imports
/// `model`, `wire`, `destination` and `destination.tus`.
@NullMarked
package org.shuttersend.destination.studio;

import org.jspecify.annotations.NullMarked;
