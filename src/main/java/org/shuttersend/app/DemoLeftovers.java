package org.shuttersend.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The temporary folder a demo made for itself, to be removed once everything is closed.
final class DemoLeftovers {
  private final Path home;
  private final Path hotFolder;
  private final Set<String> fed;

  /// @param fed what the demo put into the hot folder
  DemoLeftovers(Path home, Path hotFolder, Set<String> fed) {
    this.home = home;
    this.hotFolder = hotFolder;
    this.fed = Set.copyOf(fed);
  }

  /// Whether nobody but the demo put anything into the hot folder: what somebody tried out with
  /// their own photos stays.
  boolean areOurs() throws IOException {
    try (var files = Files.walk(hotFolder)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .map(file -> hotFolder.relativize(file).toString().replace('\\', '/'))
          .allMatch(fed::contains);
    }
  }

  /// Links are removed, not followed.
  void remove() throws IOException {
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
