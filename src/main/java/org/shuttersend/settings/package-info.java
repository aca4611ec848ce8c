/// The immutable settings, their atomic file store, and the token file. Imports `model`. Called off
/// the screen's thread: it reads and writes files.
@NullMarked
package org.shuttersend.settings;

import org.jspecify.annotations.NullMarked;
