package org.shuttersend.receiver.store;

import java.io.IOException;
import java.util.Locale;

/// The disk did not take or give what it should: the receiver's trouble, not the sender's.
public final class StorageFailure extends IOException {
  public StorageFailure(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /// Whether there is no room left. The platform tells only in words.
  public boolean isDiskFull() {
    return saysDiskFull(String.valueOf(getMessage()));
  }

  /// Whether a message of the system or the database means a full disk or a used-up quota.
  public static boolean saysDiskFull(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("not enough space")
        || words.contains("quota exceeded")
        || words.contains("disk is full");
  }
}
