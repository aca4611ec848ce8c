package org.shuttersend.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The values a column may have, for `column IN (…)`. The last value is repeated until there are a
/// power of two of them: so there are few different statements, and each is prepared once.
///
/// @param values as many as there are question marks
public record Among(List<String> values) {
  private static final int MOST = 1 << 14;

  /// @param values in any number up to some thousands; with none, nothing is found
  public static Among of(List<String> values) {
    if (values.size() > MOST) {
      throw new IllegalArgumentException(values.size() + " values at once");
    }
    var filled = new ArrayList<>(values);
    int size = Math.max(1, Integer.highestOneBit(Math.max(1, values.size() * 2 - 1)));
    while (!values.isEmpty() && filled.size() < size) {
      filled.add(values.getLast());
    }
    return new Among(filled);
  }

  /// What stands between the brackets.
  public String marks() {
    return values.isEmpty() ? "NULL" : "?, ".repeat(values.size() - 1) + "?";
  }

  /// The arguments of a statement in which these come last.
  public Object[] argumentsAfter(Object... others) {
    Object[] all = Arrays.copyOf(others, others.length + values.size());
    for (int i = 0; i < values.size(); i++) {
      all[others.length + i] = values.get(i);
    }
    return all;
  }
}
