package org.shuttersend.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The identity of a photo: the SHA-256 of its content, as 64 lower-case hexadecimal digits.
public record ContentHash(String hex) {
  private static final int DIGITS = 64;
  private static final int CHUNK = 256 * 1024;

  public ContentHash {
    if (!isValid(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
    }
  }

  public static ContentHash of(byte[] sha256) {
    return new ContentHash(HexFormat.of().formatHex(sha256));
  }

  /// Of all that comes to its end.
  public static ContentHash of(ReadableByteChannel content) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (content.read(buffer) >= 0) {
      digest.update(buffer.flip());
      buffer.clear();
    }
    return of(digest.digest());
  }

  /// For whoever reads in a way of its own.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public static boolean isValid(String hex) {
    return hex.length() == DIGITS
        && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
