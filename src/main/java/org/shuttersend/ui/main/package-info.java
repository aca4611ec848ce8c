/// The main window: a model of observable properties, and views that only lay out.
@NullMarked
package org.shuttersend.ui.main;

import org.jspecify.annotations.NullMarked;
