package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuttersend.receiver.store.Checksum;
import org.shuttersend.receiver.store.Stored;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.receiver.store.UploadFiles.Append;
import org.shuttersend.wire.Names;

/// `PATCH /api/uploads/{id}`: goes on where the upload stands. With nothing left to send it asks to
/// finish, or for the receipt again.
final class TusPatch implements Endpoint {
  private final TusAnswers tus;

  TusPatch(TusAnswers tus) {
    this.tus = tus;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    tus.greet(exchange);
    if (!exchange.header("Content-Type").equals(Optional.of(Names.OFFSET_TYPE))) {
      throw Refusal.of(415, "malformed", "Content-Type must be " + Names.OFFSET_TYPE);
    }
    long from =
        exchange
            .number(Names.UPLOAD_OFFSET)
            .orElseThrow(() -> Refusal.of(400, "malformed", "Upload-Offset is missing"));
    Optional<Checksum> checksum = checksum(exchange);
    tus.upload(exchange);
    try (var _ = tus.hold(exchange.id())) {
      // Read again, now that nobody else can finish it.
      Upload upload = tus.upload(exchange);
      if (upload.stored().isPresent()) {
        stored(exchange, upload, upload.stored().get(), from);
      } else {
        append(exchange, upload, from, checksum);
      }
    }
  }

  private void stored(Exchange exchange, Upload upload, Stored stored, long from)
      throws IOException {
    tus.receipt(exchange, upload, stored);
    if (from != upload.incoming().length()) {
      throw Refusal.of(409, "The upload is complete");
    }
    exchange.send(204);
  }

  private void append(Exchange exchange, Upload upload, long from, Optional<Checksum> checksum)
      throws IOException {
    long offset = tus.store().files().size(upload.id());
    if (from != offset) {
      tus.offset(exchange, offset, tus.now());
      throw Refusal.of(409, "The upload is at " + offset + ", not at " + from);
    }
    long room = upload.incoming().length() - offset;
    OptionalLong length = exchange.bodyLength();
    if (length.isPresent() && length.getAsLong() > room) {
      throw Refusal.of(400, "malformed", "The body is longer than Upload-Length allows");
    }
    Append append =
        tus.store()
            .files()
            .append(
                upload.id(),
                offset,
                room,
                exchange.body(),
                checksum,
                upload.incoming().announced().isPresent());
    tus.progress(exchange, upload, append, 204);
  }

  /// @throws Refusal if there is one that cannot be checked
  static Optional<Checksum> checksum(Exchange exchange) {
    return exchange
        .header(Names.UPLOAD_CHECKSUM)
        .map(text ->
            Checksum.parse(text)
                .orElseThrow(() ->
                    Refusal.of(
                        400, "malformed", "Upload-Checksum must be sha1 or sha256 and Base64")));
  }
}
