package org.shuttersend.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shuttersend.settings.Settings;

/// What the settings' window asks of the program. Never called on the screen's thread: it reads and
/// writes files and waits for servers.
public interface SettingsDesk {

  /// What holds now.
  State state();

  /// @param tokenKept whether there is an access token; it is never told itself
  record State(Settings settings, boolean tokenKept, Places places) {}

  /// Where things lie on this computer.
  ///
  /// @param version the program's
  record Places(Path data, Path settings, Path logs, String version) {}

  /// What cannot be used of these settings. Asks no server.
  Problems check(Settings draft);

  /// A sentence for each thing that is wrong.
  ///
  /// @param folders one for each folder, in their order
  record Problems(Optional<String> server, List<Optional<String>> folders) {
    public static final Problems NONE = new Problems(Optional.empty(), List.of());

    public Problems {
      folders = List.copyOf(folders);
    }

    boolean isNone() {
      return server.isEmpty() && folders.stream().allMatch(Optional::isEmpty);
    }

    Optional<String> folder(int index) {
      return index < folders.size() ? folders.get(index) : Optional.empty();
    }
  }

  /// Keeps them and works by them.
  ///
  /// @param before what the user began with: what was changed elsewhere since stays changed
  /// @param token a new one; empty: the one that is kept
  /// @throws NotSaved if they cannot be kept or used; then all stays as it was
  void save(Settings before, Settings draft, Optional<String> token) throws NotSaved;

  /// Says in one sentence why, and what to do.
  final class NotSaved extends Exception {
    public NotSaved(String sentence) {
      super(sentence);
    }

    public String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /// Asks a server who it is. Bounded in time; breaks off when its thread is interrupted.
  ///
  /// @param token the one that was typed; empty: the one that is kept
  Finding test(String address, Optional<String> token);

  /// Opens a folder in the system's file manager.
  void open(Path folder);
}
