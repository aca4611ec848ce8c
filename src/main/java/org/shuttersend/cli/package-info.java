/// The commands and their printing. Imports every room but `app`, which gives the commands what
/// they run.
@NullMarked
package org.shuttersend.cli;

import org.jspecify.annotations.NullMarked;
