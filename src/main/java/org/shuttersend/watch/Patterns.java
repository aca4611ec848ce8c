package org.shuttersend.watch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// Patterns as in a `.gitignore`, of which the last that matches decides. Unlike there, upper and
/// lower case are one: a camera writes `.JPG`, people type `*.jpg`. Immutable.
final class Patterns {
  private final List<Line> lines = new ArrayList<>();

  /// @param texts lines; comments and empty ones count as lines and match nothing
  Patterns(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (!isComment(text)) {
        lines.add(new Line(i + 1, text, new FastIgnoreRule(folded(text))));
      }
    }
  }

  /// Whether a line is none that could ever match: a bracket without its end, a lone slash.
  static boolean isBroken(String text) {
    return !isComment(text) && new FastIgnoreRule(folded(text)).isEmpty();
  }

  /// Whether a line takes back what others name.
  static boolean takesBack(String text) {
    return text.startsWith("!");
  }

  static boolean isComment(String text) {
    return text.isBlank() || text.startsWith("#");
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /// The line that decides about what is at this path itself.
  Optional<Line> naming(String path, boolean directory) {
    return last(path, directory, true);
  }

  /// The line that decides about this file, by its own path or by that of a directory above it.
  Optional<Line> covering(String path) {
    return last(path, false, false);
  }

  private Optional<Line> last(String path, boolean directory, boolean itself) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String folded = folded(path);
    for (Line line : lines.reversed()) {
      if (line.rule.isMatch(folded, directory, itself)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /// @param number from 1
  record Line(int number, String text, FastIgnoreRule rule) {

    /// It names what it matches; a line that begins with `!` takes it back.
    boolean names() {
      return rule.getResult();
    }

    /// Whether it spells out this extension at its end, as `*.pdf` does.
    boolean endsIn(String extension) {
      return folded(text).stripTrailing().endsWith("." + folded(extension));
    }
  }
}
