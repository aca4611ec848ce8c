/// Words for people: the message bundles (English, French) and how numbers, times and reasons are
/// said. Imports `model`. Any thread.
@NullMarked
package org.shuttersend.text;

import org.jspecify.annotations.NullMarked;
