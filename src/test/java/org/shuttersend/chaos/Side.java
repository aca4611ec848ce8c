package org.shuttersend.chaos;

import java.util.Locale;

/// One of the two programs.
enum Side {
  SENDER,
  RECEIVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
