/// Hot folders to `FolderEvent`s: the WatchService, scanning, and where events cannot be trusted,
/// looking again. Owns one watching thread and one scanning thread. Imports `model`.
@NullMarked
package org.shuttersend.watch;

import org.jspecify.annotations.NullMarked;
