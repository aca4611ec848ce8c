/// Small pictures of files for the lists: read and decoded by two threads of their own, kept in
/// memory, bounded. The only place of the windows that reads files. Imports nothing of the house.
@NullMarked
package org.shuttersend.ui.thumbnail;

import org.jspecify.annotations.NullMarked;
