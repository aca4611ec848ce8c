/// The receiving server: built, started and stopped here. Imports `model`, `thread`, `wire`, `text`
/// and `database`.
@NullMarked
package org.shuttersend.receiver;

import org.jspecify.annotations.NullMarked;
