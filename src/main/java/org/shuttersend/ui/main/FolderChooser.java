package org.shuttersend.ui.main;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;

/// Asks the user for a folder. An interface because the system's dialogue needs a real desktop.
@FunctionalInterface
public interface FolderChooser {

  /// Called on the screen's thread. Empty when the user changed their mind.
  Optional<Path> choose(Window owner, String title);

  /// The system's own dialogue.
  static FolderChooser system() {
    return (owner, title) -> {
      var chooser = new DirectoryChooser();
      chooser.setTitle(title);
      return Optional.ofNullable(chooser.showDialog(owner)).map(folder -> folder.toPath());
    };
  }
}
