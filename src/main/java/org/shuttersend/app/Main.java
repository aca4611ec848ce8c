package org.shuttersend.app;

/// Starts the program. Does not extend `Application`: the toolkit is loaded only where a window is
/// wanted.
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
