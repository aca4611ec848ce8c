package org.shuttersend.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Shows a file in the system's file manager.
final class FileManager {
  private FileManager() {}

  static void show(Path file) {
    try {
      new ProcessBuilder(command(file))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows what is in a folder.
  static void open(Path folder) {
    show(folder.resolve("."));
  }

  private static List<String> command(Path file) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      return List.of("explorer.exe", "/select," + file);
    }
    if (system.contains("mac")) {
      return List.of("open", "-R", file.toString());
    }
    return List.of("xdg-open", Objects.requireNonNull(file.getParent()).toString());
  }
}
