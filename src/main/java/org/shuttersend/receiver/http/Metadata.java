package org.shuttersend.receiver.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.store.Incoming;
import org.shuttersend.receiver.store.PhotoPath;
import org.shuttersend.wire.UploadMetadata;

/// What a sender says about a photo, from the fields of a form or of `Upload-Metadata`.
final class Metadata {
  private static final int MAX_FIELD = 200;

  private Metadata() {}

  /// @param fields by the names of [UploadMetadata]
  /// @param unnamed the name of a photo that comes without one
  /// @throws Refusal if a field is not of its form
  /// @throws PhotoPath.UnsafePath if the path is not accepted
  static Incoming incoming(
      String owner,
      Optional<String> key,
      long length,
      Map<String, String> fields,
      String unnamed,
      String metadata) {
    return new Incoming(
        owner,
        key,
        length,
        field(fields, UploadMetadata.SHA256).map(Metadata::hash),
        PhotoPath.of(
            field(fields, UploadMetadata.FOLDER),
            field(fields, UploadMetadata.RELATIVE_PATH),
            field(fields, UploadMetadata.FILENAME).or(() -> Optional.of(unnamed))),
        field(fields, UploadMetadata.MODIFIED).map(Metadata::time),
        field(fields, UploadMetadata.CONTENT_TYPE).filter(text -> text.length() <= MAX_FIELD),
        field(fields, UploadMetadata.DELIVERY).filter(text -> text.length() <= MAX_FIELD),
        metadata);
  }

  private static Optional<String> field(Map<String, String> fields, String name) {
    Optional<String> field = Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
    if (field.filter(text -> text.indexOf(0) >= 0).isPresent()) {
      throw Refusal.of(400, "malformed", name + " holds a character that no text has");
    }
    return field;
  }

  private static ContentHash hash(String text) {
    String hex = text.strip().toLowerCase(Locale.ROOT);
    if (!ContentHash.isValid(hex)) {
      throw Refusal.of(400, "malformed", "sha256 must be 64 hexadecimal digits");
    }
    return new ContentHash(hex);
  }

  /// RFC 3339, or milliseconds since 1970.
  private static Instant time(String text) {
    try {
      return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+')
              && !text.contains("T")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw Refusal.of(
          400, "malformed", "modified must be a time such as 2026-11-22T01:15:00Z, not " + text);
    }
  }
}
