package org.shuttersend.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// No test takes real time for truth. How long a test may be stuck is said in
/// [org.shuttersend.testkit.Patience] alone; what is measured is measured in tests tagged `bench`.
class PatienceTest {
  private static final Path TESTS = Path.of("src", "test", "java");

  /// Bounds, sleeps and stopwatches.
  private static final Pattern OF_ITS_OWN =
      Pattern.compile(
          String.join(
              "|",
              "\\.atMost\\(",
              "@Timeout",
              "\\.orTimeout\\(",
              "\\.(get|join|await|waitFor|takeRequest)\\([^()]*(SECONDS|MINUTES|Duration\\.)",
              "setSoTimeout\\(",
              "Thread\\.sleep\\(",
              "parkNanos\\("));

  @Test
  void noTestHasABoundOfItsOwnOrWaitsForTimeToPass() throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(TESTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).sorted().toList()) {
        String text = Files.readString(file);
        if (!text.contains("@Tag(\"bench\")") && !file.endsWith("PatienceTest.java")) {
          OF_ITS_OWN.matcher(text).results().forEach(m -> found.add(file + ": " + m.group()));
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
