package org.shuttersend.ui.main;

import java.util.Optional;
import org.shuttersend.ui.look.Appearance;

/// What a main window can be opened with.
///
/// @param settings opens the settings; called on the screen's thread. Without it the button is
///   there but disabled, and says so
public record Options(
    Optional<Runnable> settings, Appearance appearance, FolderChooser folderChooser) {

  public static Options standard() {
    return new Options(Optional.empty(), Appearance.SYSTEM, FolderChooser.system());
  }

  public Options withSettings(Runnable open) {
    return new Options(Optional.of(open), appearance, folderChooser);
  }

  public Options with(Appearance appearance) {
    return new Options(settings, appearance, folderChooser);
  }

  public Options with(FolderChooser folderChooser) {
    return new Options(settings, appearance, folderChooser);
  }
}
