package org.shuttersend.ui.look;

/// Light or dark.
public enum Appearance {
  /// As the system's settings say, and changing with them.
  SYSTEM,
  LIGHT,
  DARK
}
