package org.shuttersend.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the user chose. Immutable; a change makes a new one.
///
/// @param folders absolute paths of the hot folders
/// @param server where photos go, as in `http://127.0.0.1:8080`
/// @param tokenFile the file that holds the server's access token; the token itself is never in
///   here
public record Settings(List<Path> folders, Optional<String> server, Optional<Path> tokenFile) {

  public static final Settings NONE = new Settings(List.of(), Optional.empty(), Optional.empty());

  public Settings {
    folders = List.copyOf(folders);
  }
}
