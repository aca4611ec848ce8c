/// The main window: a model of observable properties, and views that only lay out. Snapshots come
/// from the thread "window-feed", at most ten a second and never more than one waiting; commands
/// leave on the thread "window-commands". All else is the screen's thread. Imports `model` and
/// `text`.
@NullMarked
package org.shuttersend.ui.main;

import org.jspecify.annotations.NullMarked;
