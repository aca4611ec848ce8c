package org.shuttersend.watch;

import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// What happened in a hot folder. Events may come twice and late, never not at all: where one could
/// have been lost, the folder is scanned again.
public sealed interface FolderEvent {

  /// Something was seen or written here; a regular, selected file as far as known.
  record Touched(FileRef ref) implements FolderEvent {}

  /// The file, or everything below this directory, is not there any more.
  record Gone(FileRef ref) implements FolderEvent {}

  /// A scan of the folder is through; its `Touched` events came before.
  record Listed(HotFolder folder) implements FolderEvent {}

  /// All that lies on the disk mounted here was looked through; its `Touched` events came before.
  record Searched(FileRef place) implements FolderEvent {}
}
