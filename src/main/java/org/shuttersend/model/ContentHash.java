package org.shuttersend.model;

import java.util.HexFormat;

/// The identity of a photo: the SHA-256 of its content, as 64 lower-case hexadecimal digits.
public record ContentHash(String hex) {
  private static final int DIGITS = 64;

  public ContentHash {
    if (!isValid(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
    }
  }

  public static ContentHash of(byte[] sha256) {
    return new ContentHash(HexFormat.of().formatHex(sha256));
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
