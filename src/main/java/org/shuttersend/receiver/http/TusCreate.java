package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.shuttersend.receiver.store.Incoming;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.Stored;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.receiver.store.UploadFiles.Append;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.UploadMetadata;

/// `POST /api/uploads`: a new upload, or the one its key already made; with or without its bytes.
///
/// A small photo that comes whole is written down once, finished. Only what stays open after the
/// request gets a row of its own, as a commit costs more than the photo's bytes.
final class TusCreate implements Endpoint {
  private static final int SMALL = 1 << 20;
  private static final int MAX_KEY = 200;

  private final TusAnswers tus;
  private final Store store;
  private final long maxSize;

  TusCreate(TusAnswers tus, long maxSize) {
    this.tus = tus;
    this.store = tus.store();
    this.maxSize = maxSize;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    tus.greet(exchange);
    String id = UUID.randomUUID().toString();
    Incoming incoming = incoming(exchange, id);
    // One request at a time for a key: the second finds what the first made.
    String key = "key:" + incoming.owner() + ":" + incoming.key().orElse(id);
    try (var _ = tus.hold(key)) {
      Optional<Upload> existing =
          incoming.key().flatMap(k -> store.uploads().byKey(incoming.owner(), k));
      if (existing.filter(made -> !made.incoming().sameContent(incoming)).isPresent()) {
        throw Refusal.of(
            422, "key_reused", "This Idempotency-Key belongs to an upload of another content");
      }
      Optional<Upload> current =
          existing.isPresent() ? tus.current(existing.get()) : Optional.empty();
      if (current.isPresent()) {
        again(exchange, current.get());
      } else {
        // The bytes of a photo whose processing failed come as a new upload, and get a new job.
        existing.ifPresent(failed -> store.uploads().delete(failed.id()));
        create(exchange, new Upload(id, incoming, tus.now(), Optional.empty()));
      }
    }
  }

  private Incoming incoming(Exchange exchange, String id) {
    if (exchange.header("Upload-Concat").isPresent()) {
      // Not offered, yet some clients try: taken for a whole upload, a part would be half a photo.
      throw Refusal.of(400, "malformed", "Upload-Concat is not possible here");
    }
    long length =
        exchange
            .number("Upload-Length")
            .orElseThrow(() -> Refusal.of(400, "malformed", "Upload-Length is missing"));
    if (length > maxSize) {
      throw Refusal.of(413, "The photo is larger than " + maxSize + " bytes")
          .with("Tus-Max-Size", maxSize);
    }
    Optional<String> key = exchange.header(Names.IDEMPOTENCY_KEY);
    if (key.filter(k -> k.isEmpty() || k.length() > MAX_KEY).isPresent()) {
      throw Refusal.of(
          400, "malformed", "Idempotency-Key must have 1 to " + MAX_KEY + " characters");
    }
    String metadata = exchange.header(Names.UPLOAD_METADATA).orElse("");
    Map<String, String> fields;
    try {
      fields = UploadMetadata.parse(metadata).values();
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "malformed", String.valueOf(e.getMessage()));
    }
    return Metadata.incoming(exchange.owner(), key, length, fields, "Unnamed " + id, metadata);
  }

  private void again(Exchange exchange, Upload upload) throws IOException {
    exchange.set("Location", TusAnswers.location(upload));
    if (upload.stored().isPresent()) {
      answerStored(exchange, upload, upload.stored().get());
      return;
    }
    try (var _ = tus.hold(upload.id())) {
      long offset = store.files().size(upload.id());
      if (hasBytes(exchange)) {
        // The body starts at the first byte; those that are there already are passed over.
        exchange.body().skipNBytes(offset);
      }
      tus.progress(exchange, upload, append(exchange, upload, offset), 201);
    }
  }

  private void create(Exchange exchange, Upload upload) throws IOException {
    Incoming incoming = upload.incoming();
    Optional<Stored> had =
        incoming.announced().isPresent()
            ? store.inventory().has(incoming.owner(), incoming.announced().get())
            : Optional.empty();
    if (had.isPresent()) {
      store.intake().bringBack(incoming.owner(), had.get().hash(), incoming.path());
      var finished = new Upload(upload.id(), incoming, tus.now(), had);
      store.uploads().keep(finished);
      exchange.set("Location", TusAnswers.location(upload));
      answerStored(exchange, finished, had.get());
      return;
    }
    if (store.jobs().isFull()) {
      throw Refusal.queueFull();
    }
    if (!store.files().room().fits(incoming.length())) {
      throw Refusal.diskFull();
    }
    try (var _ = tus.hold(upload.id())) {
      receive(exchange, upload);
    }
  }

  private void receive(Exchange exchange, Upload upload) throws IOException {
    if (upload.incoming().length() > SMALL || !hasBytes(exchange)) {
      // Committed while the bytes come: a kill in their midst leaves something to go on with.
      store.uploads().keepSoon(upload);
    }
    Append append;
    try {
      append = append(exchange, upload, 0);
    } catch (StorageFailure e) {
      store.uploads().keep(upload.touched(tus.now()));
      throw e;
    }
    if (append.end() != Append.End.WHOLE || append.offset() < upload.incoming().length()) {
      store.uploads().keep(upload.touched(tus.now()));
    }
    exchange.set("Location", TusAnswers.location(upload));
    tus.progress(exchange, upload, append, 201);
  }

  private void answerStored(Exchange exchange, Upload upload, Stored stored) throws IOException {
    tus.receipt(exchange, upload, stored);
    exchange.send(201);
  }

  private static boolean hasBytes(Exchange exchange) {
    return exchange.hasBody()
        && exchange.header("Content-Type").equals(Optional.of(Names.OFFSET_TYPE));
  }

  private Append append(Exchange exchange, Upload upload, long offset) throws IOException {
    long room = upload.incoming().length() - offset;
    if (!hasBytes(exchange)) {
      if (offset == 0 && room == 0) {
        store.files().open(upload.id(), 0).close();
      }
      return new Append(offset, Append.End.WHOLE);
    }
    OptionalLong length = exchange.bodyLength();
    if (length.isPresent() && length.getAsLong() - offset > room) {
      return new Append(offset, Append.End.TOO_LONG);
    }
    return store
        .files()
        .append(
            upload.id(),
            offset,
            room,
            exchange.body(),
            TusPatch.checksum(exchange),
            upload.incoming().announced().isPresent());
  }
}
