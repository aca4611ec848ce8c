package org.shuttersend.receiver.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// What a user shows instead of a password.
public record Token(String text) {
  /// So that people, and programs that look for leaked secrets, know one when they see it.
  private static final String PREFIX = "sst_";

  private static final int RANDOM_BYTES = 32;

  public static Token random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Token(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// What is kept of it: SHA-256 in hexadecimal digits.
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A token never shows itself.
  @Override
  public String toString() {
    return "Token";
  }
}
