package org.shuttersend.receiver.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.shuttersend.model.ContentHash;

/// The hashes every Java platform has, and a file's bytes through them.
public final class Digests {
  private static final int BUFFER = 256 * 1024;

  private Digests() {}

  public static MessageDigest sha256() {
    return of("SHA-256");
  }

  public static MessageDigest sha1() {
    return of("SHA-1");
  }

  /// @throws IOException if the file cannot be read to its end
  public static ContentHash ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    feed(digest, file, Long.MAX_VALUE);
    return ContentHash.of(digest.digest());
  }

  /// Feeds the file's first `length` bytes.
  static void feed(MessageDigest digest, Path file, long length) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      long left = length;
      int n;
      while (left > 0 && (n = in.read(buffer, 0, (int) Math.min(left, buffer.length))) > 0) {
        digest.update(buffer, 0, n);
        left -= n;
      }
    }
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
