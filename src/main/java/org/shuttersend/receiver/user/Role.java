package org.shuttersend.receiver.user;

import java.util.Locale;

/// What a user may do.
public enum Role {
  /// Sends photos and sees what became of them.
  USER,
  /// Also sees everybody's photos, and changes how the receiver works.
  ADMIN;

  /// As it is written down.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
