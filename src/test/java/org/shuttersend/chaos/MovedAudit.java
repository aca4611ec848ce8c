package org.shuttersend.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shuttersend.chaos.Photos.Lying;

/// Where sent photos are moved, each lies at its path or below `Sent`, and no more often than it
/// was there.
///
/// @param hot the hot folders
record MovedAudit(List<Path> hot, Photos photos) {
  /// Where sent photos are moved, below each hot folder.
  static final String SENT = "Sent";

  /// What lies in the hot folders.
  Map<Path, Lying> found() throws IOException {
    var found = new TreeMap<Path, Lying>();
    for (Path folder : hot) {
      for (Path file : Audit.files(folder)) {
        found.put(file, new Lying(Digest.of(file), Files.getLastModifiedTime(file)));
      }
    }
    return found;
  }

  /// @param found what lies in the hot folders
  void wrong(List<String> wrong, Map<Path, Lying> found) {
    var times = new HashMap<String, Integer>();
    found.forEach((file, lying) -> {
      times.merge(lying.sha256(), 1, Integer::sum);
      if (!photos.whole().contains(lying.sha256())) {
        wrong.add("nobody wrote it whole: " + file);
      }
    });
    var owed = new HashMap<String, Integer>();
    photos
        .lying()
        .forEach((path, lying) -> {
          owed.merge(lying.sha256(), 1, Integer::sum);
          boolean there =
              found.entrySet().stream()
                  .anyMatch(file ->
                      file.getValue().sha256().equals(lying.sha256())
                          && isPlaceOf(path, file.getKey()));
          if (!there) {
            wrong.add("neither at its place nor moved: " + path + " in " + found.keySet());
          }
        });
    times.forEach((hash, count) -> {
      int least = owed.getOrDefault(hash, 0);
      if (count < least || count > least + photos.overwritten(hash)) {
        wrong.add("%d files instead of %d: %s".formatted(count, least, hash));
      }
    });
  }

  /// Its path, or one below `Sent` with its name, which may have a number.
  private boolean isPlaceOf(Path path, Path place) {
    Path root = hot.stream().filter(path::startsWith).findFirst().orElseThrow();
    String sent = root.resolve(SENT).resolve(root.relativize(path)).toString();
    return path.equals(place) || place.toString().startsWith(sent.replaceFirst("\\.jpg$", ""));
  }
}
