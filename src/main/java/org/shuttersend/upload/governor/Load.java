package org.shuttersend.upload.governor;

/// What an upload asks of the line.
public enum Load {
  /// Travels in one request and is over in a moment: need not wait until a large one ends.
  SMALL,
  LARGE;

  /// A small photo has no more.
  public static final long SMALL_BYTES = 4L << 20;

  /// @param bytes of the photo
  public static Load of(long bytes) {
    return bytes <= SMALL_BYTES ? SMALL : LARGE;
  }
}
