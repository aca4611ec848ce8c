package org.shuttersend.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every source file is as google-java-format leaves it. Runs on the build's JDK, since the
/// formatter needs the compiler of the language it formats. `mvn -q test -Dtest=FormatTest
/// -Dformat.write=true` formats.
class FormatTest {
  private static final Path SOURCES = Path.of("src");
  private static final boolean WRITE = Boolean.getBoolean("format.write");

  @Test
  void sourcesAreFormatted() throws IOException, FormatterException {
    var unformatted = new ArrayList<Path>();
    for (Path source : javaFiles()) {
      String text = Files.readString(source);
      String formatted = format(text);
      if (!formatted.equals(text)) {
        if (WRITE) {
          Files.writeString(source, formatted);
        } else {
          unformatted.add(source);
        }
      }
    }
    assertThat(unformatted)
        .as("not formatted; run: mvn -q test -Dtest=FormatTest -Dformat.write=true")
        .isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String format(String text) throws FormatterException {
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(ordered);
  }
}
