package org.shuttersend.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every bundle says the same things in both languages.
class BundlesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  @TestFactory
  Stream<DynamicTest> everyKeyIsInBothLanguages() throws IOException {
    try (var files = Files.walk(RESOURCES)) {
      return files.filter(f -> f.toString().endsWith("_fr.properties")).sorted().toList().stream()
          .map(french -> DynamicTest.dynamicTest(french.toString(), () -> compare(french)));
    }
  }

  private static void compare(Path french) throws IOException {
    Path english = french.resolveSibling(french.getFileName().toString().replace("_fr.", "."));
    Properties inEnglish = load(english);
    Properties inFrench = load(french);
    assertThat(inFrench.keySet()).isEqualTo(inEnglish.keySet());
    inFrench.forEach((key, text) ->
        assertThat(holes((String) text))
            .as("what %s fills in", key)
            .isEqualTo(holes(inEnglish.getProperty((String) key))));
  }

  private static Set<String> holes(String text) {
    var matcher = Pattern.compile("\\{\\d").matcher(text);
    var found = new TreeSet<String>();
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static Properties load(Path file) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
