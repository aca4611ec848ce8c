package org.shuttersend.cli;

/// What the program's exit code says.
public final class Exit {
  public static final int DONE = 0;

  /// It ran, and something needs attention.
  public static final int ATTENTION = 1;

  /// It could not run as asked.
  public static final int REFUSED = 2;

  /// It broke: not foreseen, and not what 1 says to scripts.
  public static final int BROKEN = 70;

  private Exit() {}
}
