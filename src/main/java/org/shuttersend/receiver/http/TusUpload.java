package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Optional;
import org.shuttersend.receiver.store.Checksum;
import org.shuttersend.receiver.store.Finish;
import org.shuttersend.receiver.store.Holds;
import org.shuttersend.receiver.store.PhotoPath.UnsafePath;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.Stored;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.wire.Names;

/// What can be asked of uploads beside sending bytes.
final class TusUpload {
  private final TusAnswers tus;
  private final Store store;
  private final long maxSize;

  TusUpload(TusAnswers tus, long maxSize) {
    this.tus = tus;
    this.store = tus.store();
    this.maxSize = maxSize;
  }

  /// `OPTIONS`: what this server can do.
  void options(Exchange exchange) throws IOException {
    exchange
        .set(Names.TUS_RESUMABLE, Names.TUS_VERSION)
        .set("Tus-Version", Names.TUS_VERSION)
        .set("Tus-Extension", "creation,creation-with-upload,checksum,expiration,termination")
        .set("Tus-Max-Size", maxSize)
        .set("Tus-Checksum-Algorithm", String.join(",", Checksum.ALGORITHMS))
        .send(204);
  }

  /// `HEAD`: where it stands. An upload that has all its bytes but could not be finished when the
  /// last one came is finished now, as a plain tus client takes a full offset for success.
  void head(Exchange exchange) throws IOException {
    tus.greet(exchange);
    Upload upload = tus.upload(exchange);
    exchange.set("Cache-Control", "no-store").set(Names.UPLOAD_LENGTH, upload.incoming().length());
    if (!upload.incoming().metadata().isEmpty()) {
      exchange.set(Names.UPLOAD_METADATA, upload.incoming().metadata());
    }
    Optional<Stored> stored = upload.stored().isPresent() ? upload.stored() : finished(upload);
    if (stored.isPresent()) {
      tus.receipt(exchange, upload, stored.get());
    } else {
      tus.offset(exchange, store.files().size(upload.id()), upload.touchedAt());
    }
    exchange.send(200);
  }

  /// Holds only an upload that is whole: a question must never keep out the bytes that come.
  private Optional<Stored> finished(Upload upload) throws IOException {
    if (!isWhole(upload)) {
      return Optional.empty();
    }
    Optional<Holds.Hold> hold = store.holds().take(upload.id());
    if (hold.isEmpty()) {
      return Optional.empty();
    }
    try (var _ = hold.get()) {
      return isWhole(upload) && store.intake().finish(upload) instanceof Finish.Kept kept
          ? Optional.of(kept.stored())
          : Optional.empty();
    } catch (IOException | UnsafePath e) {
      // The PATCH that asks to finish is told why.
      return Optional.empty();
    }
  }

  private boolean isWhole(Upload upload) throws IOException {
    long length = upload.incoming().length();
    return length > 0 && store.files().size(upload.id()) == length;
  }

  /// `DELETE`: the sender gives up. A photo that is stored stays.
  void delete(Exchange exchange) throws IOException {
    tus.greet(exchange);
    try (var _ = tus.hold(exchange.id())) {
      Upload upload = tus.upload(exchange);
      store.drop(upload.id());
      exchange.send(204);
    }
  }
}
