package org.shuttersend.ui.look;

/// There is no screen to draw on, or the toolkit cannot use it.
public final class NoDisplayException extends RuntimeException {
  public NoDisplayException(String message) {
    super(message);
  }

  public NoDisplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
