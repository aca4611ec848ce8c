package org.shuttersend.receiver.http;

import java.util.Optional;
import org.eclipse.jetty.util.Fields;

/// What stands behind the path of a request.
record Query(Fields fields) {
  /// @throws Refusal if it is there and not a whole number from 0
  long number(String name, long otherwise) {
    String text = fields.getValue(name);
    return text == null ? otherwise : whole(name, text);
  }

  /// Empty if it is not there.
  String text(String name) {
    return Optional.ofNullable(fields.getValue(name)).orElse("");
  }

  boolean is(String name, String word) {
    return word.equals(fields.getValue(name));
  }

  /// Whether it has this name, with or without a value.
  boolean has(String name) {
    return fields.getNames().contains(name);
  }

  /// @throws Refusal if it is no whole number from 0
  static long whole(String name, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw Refusal.of(400, "malformed", name + " must be a whole number, not '" + text + "'");
  }
}
