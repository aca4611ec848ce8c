package org.shuttersend.receiver.picture;

/// A picture of which no preview can be made, though it may be sound.
final class NoPreview extends Exception {
  private final boolean perhapsLater;

  /// @param reason completes "There is no preview: "
  NoPreview(String reason) {
    this(reason, false);
  }

  private NoPreview(String reason, boolean perhapsLater) {
    super(reason);
    this.perhapsLater = perhapsLater;
  }

  static NoPreview now(String reason) {
    return new NoPreview(reason, true);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /// Whether it is worth another try.
  boolean perhapsLater() {
    return perhapsLater;
  }
}
