/// Hot folders to `FolderEvent`s: the WatchService, scanning, and where events cannot be trusted,
/// looking again. Each hot folder has a watching thread and a scanning thread of its own, so that a
/// share that hangs holds up no other. Imports `model` and `thread`.
@NullMarked
package org.shuttersend.watch;

import org.jspecify.annotations.NullMarked;
