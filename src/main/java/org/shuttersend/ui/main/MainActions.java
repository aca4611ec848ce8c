package org.shuttersend.ui.main;

import java.nio.file.Path;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Snooze;

/// What the window can ask for. Called one after the other on a thread of the window, never on the
/// screen's; may take time. What is thrown is shown to the user as its message.
public interface MainActions {
  void pause(Snooze snooze);

  void resume();

  /// Ends a hold now: the next photo is the probe.
  void tryNow();

  void sendAgain(long photoId);

  void dismiss(long photoId);

  void addFolder(Path folder);

  void showInFolder(Path file);

  void rescan(HotFolder folder);
}
