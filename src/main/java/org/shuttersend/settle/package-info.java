/// The debouncer: folder events and the clock in, settled files out. One thread owns the map of
/// unsettled files. Imports `model`, `thread`, `format` and `watch`.
@NullMarked
package org.shuttersend.settle;

import org.jspecify.annotations.NullMarked;
