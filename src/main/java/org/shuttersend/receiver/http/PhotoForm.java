package org.shuttersend.receiver.http;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.shuttersend.receiver.store.Finish;
import org.shuttersend.receiver.store.Incoming;
import org.shuttersend.receiver.store.PhotoPath.UnsafePath;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// `POST /api/photos`: one photo in one form, for scripts, `curl` and older watchers. The file goes
/// to the disk as it comes.
final class PhotoForm implements Endpoint {
  private final Store store;
  private final Clock clock;
  private final long maxSize;

  PhotoForm(Store store, Clock clock, long maxSize) {
    this.store = store;
    this.clock = clock;
    this.maxSize = maxSize;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    long length = exchange.bodyLength().orElse(0);
    if (length > maxSize) {
      throw Refusal.of(413, "The photo is larger than " + maxSize + " bytes");
    }
    if (store.jobs().isFull()) {
      throw Refusal.queueFull();
    }
    if (!store.files().room().fits(length)) {
      throw Refusal.diskFull();
    }
    String id = UUID.randomUUID().toString();
    try (var _ = store.holds().take(id).orElseThrow()) {
      answer(exchange, received(exchange, id));
    }
  }

  private Upload received(Exchange exchange, String id) throws IOException {
    try {
      return new Upload(id, read(exchange, id), clock.instant(), Optional.empty());
    } catch (IOException | RuntimeException e) {
      // Nobody can go on with a form: it comes whole or not at all.
      store.files().delete(id);
      throw e;
    }
  }

  /// Deletes the bytes only where they certainly became no photo's. Where that is open they stay,
  /// and the next start tells.
  private Finish finish(Upload upload) throws IOException {
    Finish finish;
    try {
      finish = store.finish(upload);
    } catch (StorageFailure | UnsafePath e) {
      store.files().delete(upload.id());
      throw e;
    }
    if (!(finish instanceof Finish.Kept)) {
      store.files().delete(upload.id());
    }
    return finish;
  }

  private Incoming read(Exchange exchange, String id) throws IOException {
    try (var form = new FormReader(store.files().open(id, 0), maxSize)) {
      form.read(exchange.header("Content-Type").orElse(""), exchange);
      store.files().rest(id, form.file());
      return Metadata.incoming(
          exchange.owner(),
          Optional.empty(),
          form.file().position(),
          form.fields(),
          "Unnamed " + id,
          "");
    }
  }

  private void answer(Exchange exchange, Upload upload) throws IOException {
    switch (finish(upload)) {
      case Finish.Kept kept ->
          exchange.send(
              202,
              new Accepted(
                  kept.stored().photoId(),
                  kept.stored().jobId(),
                  kept.stored().hash().hex(),
                  kept.duplicate()));
      case Finish.QueueFull full -> throw Refusal.queueFull();
      case Finish.Mismatch mismatch ->
          throw new Refusal(
              Problem.of(Names.CHECKSUM_MISMATCH, "The file's bytes are not those announced")
                  .withDetail("They hash to " + mismatch.actual()));
    }
  }

  /// @param duplicate whether the content was there before
  record Accepted(String photoId, String jobId, String sha256, boolean duplicate) {}
}
