package org.shuttersend.receiver.store;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What the sender says one chunk hashes to.
///
/// @param expected in Base64
public record Checksum(String algorithm, String expected) {
  public static final List<String> ALGORITHMS = List.of("sha1", "sha256");

  /// Reads `sha1 <base64>`; empty if the algorithm is unknown or it is not of that form.
  public static Optional<Checksum> parse(String header) {
    String[] parts = header.strip().split(" ", -1);
    if (parts.length != 2 || !ALGORITHMS.contains(parts[0])) {
      return Optional.empty();
    }
    try {
      byte[] expected = Base64.getDecoder().decode(parts[1]);
      return Optional.of(new Checksum(parts[0], Base64.getEncoder().encodeToString(expected)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  MessageDigest digest() {
    return algorithm.equals("sha1") ? Digests.sha1() : Digests.sha256();
  }

  boolean matches(MessageDigest digest) {
    return expected.equals(Base64.getEncoder().encodeToString(digest.digest()));
  }
}
