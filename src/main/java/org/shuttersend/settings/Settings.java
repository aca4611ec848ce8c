package org.shuttersend.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;

/// What the user chose. Immutable; a change makes a new one.
///
/// @param folders the hot folders, and what of each is sent
/// @param server where photos go, as in `http://127.0.0.1:8080`
/// @param tokenFile the file that holds the server's access token; the token itself is never in
///   here
/// @param limits how much, how fast and when is sent
public record Settings(
    List<ChosenFolder> folders, Optional<String> server, Optional<Path> tokenFile, Limits limits) {

  public static final Settings NONE =
      new Settings(List.of(), Optional.empty(), Optional.empty(), Limits.USUAL);

  public Settings {
    folders = List.copyOf(folders);
  }

  public Settings with(List<ChosenFolder> others) {
    return new Settings(others, server, tokenFile, limits);
  }

  public Settings with(Limits others) {
    return new Settings(folders, server, tokenFile, others);
  }

  /// The hot folders' absolute paths.
  public List<Path> roots() {
    return folders.stream().map(ChosenFolder::root).toList();
  }
}
