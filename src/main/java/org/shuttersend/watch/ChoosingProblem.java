package org.shuttersend.watch;

import java.util.ArrayList;
import java.util.List;
import org.shuttersend.model.Choosing;

/// Why a choice of photos makes no sense.
public sealed interface ChoosingProblem {
  /// The most patterns of a kind.
  int MOST_PATTERNS = 500;

  /// The longest pattern, characters.
  int LONGEST_PATTERN = 1000;

  /// @param line from 1
  /// @param include a pattern of what to send, else of what to leave out
  record BrokenPattern(boolean include, int line, String pattern) implements ChoosingProblem {}

  /// There are more than 500.
  record TooManyPatterns(boolean include) implements ChoosingProblem {}

  /// Every pattern of what to send only takes something back: nothing at all would be sent.
  record NothingIncluded() implements ChoosingProblem {}

  /// The smallest size is above the largest.
  record SizesCrossed(long least, long most) implements ChoosingProblem {}

  /// A size below zero.
  record NegativeSize() implements ChoosingProblem {}

  /// All there are; empty if it makes sense.
  static List<ChoosingProblem> of(Choosing choosing) {
    var problems = new ArrayList<ChoosingProblem>();
    patterns(true, choosing.include(), problems);
    patterns(false, choosing.exclude(), problems);
    boolean some = choosing.include().stream().anyMatch(text -> !Patterns.isComment(text));
    boolean named =
        choosing.include().stream()
            .anyMatch(text -> !Patterns.isComment(text) && !Patterns.takesBack(text));
    if (some && !named && problems.isEmpty()) {
      problems.add(new NothingIncluded());
    }
    if (choosing.least().orElse(0) < 0 || choosing.most().orElse(0) < 0) {
      problems.add(new NegativeSize());
    } else if (choosing.least().orElse(0) > choosing.most().orElse(Long.MAX_VALUE)) {
      problems.add(new SizesCrossed(choosing.least().getAsLong(), choosing.most().getAsLong()));
    }
    return problems;
  }

  private static void patterns(
      boolean include, List<String> texts, List<ChoosingProblem> problems) {
    if (texts.size() > MOST_PATTERNS) {
      problems.add(new TooManyPatterns(include));
      return;
    }
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.length() > LONGEST_PATTERN || Patterns.isBroken(text)) {
        problems.add(new BrokenPattern(include, i + 1, text));
      }
    }
  }
}
