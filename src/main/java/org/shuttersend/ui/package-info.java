/// Windows and tray. Nothing in here reads files, databases or sockets on the screen's thread.
/// Imports `model`, `text` and `settings`.
@NullMarked
package org.shuttersend.ui;

import org.jspecify.annotations.NullMarked;
