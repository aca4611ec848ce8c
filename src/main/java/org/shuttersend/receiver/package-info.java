/// The receiving server: built, started and stopped here. Imports `model`, `wire` and `database`.
@NullMarked
package org.shuttersend.receiver;

import org.jspecify.annotations.NullMarked;
