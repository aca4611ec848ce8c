package org.shuttersend.receiver.store;

import java.time.Instant;
import java.util.Optional;
import org.shuttersend.model.ContentHash;

/// What a sender says about a photo before its bytes.
///
/// @param key the sender's upload key: the same key never makes two uploads
/// @param announced the SHA-256 the sender expects; other bytes are refused
/// @param metadata what the sender said, as it said it
/// @param modified what the stored file's time of last change becomes
public record Incoming(
    String owner,
    Optional<String> key,
    long length,
    Optional<ContentHash> announced,
    PhotoPath path,
    Optional<Instant> modified,
    Optional<String> contentType,
    Optional<String> delivery,
    String metadata) {

  /// Whether the other is about the same bytes, as far as both say.
  public boolean sameContent(Incoming other) {
    return length == other.length && announced.equals(other.announced);
  }
}
