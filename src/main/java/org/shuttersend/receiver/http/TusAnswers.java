package org.shuttersend.receiver.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shuttersend.receiver.store.Finish;
import org.shuttersend.receiver.store.Holds;
import org.shuttersend.receiver.store.Housekeeping;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.Stored;
import org.shuttersend.receiver.store.Upload;
import org.shuttersend.receiver.store.UploadFiles.Append;
import org.shuttersend.wire.Names;

/// What every tus endpoint says in the same way: version, place, offset, expiry, receipt.
final class TusAnswers {
  private static final int LOOKS = 50;
  private static final long BETWEEN_LOOKS = 10;

  private final Store store;
  private final Clock clock;

  TusAnswers(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Store store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  /// @throws Refusal if the sender speaks another version
  void greet(Exchange exchange) {
    exchange.set(Names.TUS_RESUMABLE, Names.TUS_VERSION);
    if (!exchange.header(Names.TUS_RESUMABLE).equals(Optional.of(Names.TUS_VERSION))) {
      throw Refusal.of(412, "other_version", "This receiver speaks tus " + Names.TUS_VERSION)
          .with("Tus-Version", Names.TUS_VERSION);
    }
  }

  /// @throws Refusal if there is none of this id
  Upload upload(Exchange exchange) throws StorageFailure {
    Optional<Upload> known = store.uploads().byId(exchange.owner(), exchange.id());
    return (known.isPresent() ? current(known.get()) : known)
        .orElseThrow(() -> Refusal.of(404, "There is no such upload; it may have expired"));
  }

  /// The upload with the receipt that holds now: its bytes may have come once more since, with a
  /// new job. Empty if its photo's processing failed, or its file is there no more: that receipt is
  /// void, as the bytes are welcome again.
  Optional<Upload> current(Upload upload) throws StorageFailure {
    if (upload.stored().isEmpty()) {
      return Optional.of(upload);
    }
    return store
        .inventory()
        .has(upload.incoming().owner(), upload.stored().get().hash())
        .map(upload::with);
  }

  /// Waits a moment: a client that has its answer comes with the next request before the one that
  /// was answered is quite over.
  ///
  /// @throws Refusal if another request has it
  Holds.Hold hold(String name) {
    Optional<Holds.Hold> hold = store.holds().take(name);
    try {
      for (int looks = 0; hold.isEmpty() && looks < LOOKS; looks++) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS);
        hold = store.holds().take(name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return hold.orElseThrow(() -> Refusal.of(423, "Another request uses this upload"));
  }

  static String location(Upload upload) {
    return Names.UPLOADS + "/" + upload.id();
  }

  /// @param heard when the sender was last heard of
  void offset(Exchange exchange, long offset, Instant heard) {
    exchange
        .set(Names.UPLOAD_OFFSET, offset)
        .set(
            Names.UPLOAD_EXPIRES,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                heard.plus(Housekeeping.PATIENCE).atZone(ZoneOffset.UTC)));
  }

  void receipt(Exchange exchange, Upload upload, Stored stored) {
    exchange
        .set(Names.UPLOAD_OFFSET, upload.incoming().length())
        .set(Names.RECEIPT_SHA256, stored.hash().hex())
        .set(Names.RECEIPT_JOB, stored.jobId());
  }

  /// Answers after bytes came: how far it is, or the receipt.
  ///
  /// @param append how the body ended
  void progress(Exchange exchange, Upload upload, Append append, int status) throws IOException {
    offset(exchange, append.offset(), now());
    boolean complete =
        append.end() == Append.End.WHOLE && append.offset() == upload.incoming().length();
    if (!complete) {
      store.uploads().touchSoon(upload.id(), now());
    }
    switch (append.end()) {
      case WHOLE -> {
        if (complete) {
          finish(exchange, upload);
        }
        exchange.send(status);
      }
      case CUT ->
          throw exchange.cut("The body ended early; " + append.offset() + " bytes are kept");
      case TOO_LONG ->
          throw Refusal.of(400, "malformed", "The body is longer than Upload-Length allows");
      case DAMAGED ->
          throw Refusal.of(
              Names.CHECKSUM_MISMATCH, "The bytes do not match Upload-Checksum; send them again");
    }
  }

  /// @throws Refusal if it cannot be finished, or not now
  private void finish(Exchange exchange, Upload upload) throws IOException {
    switch (store.finish(upload)) {
      case Finish.Kept kept -> receipt(exchange, upload, kept.stored());
      case Finish.QueueFull full -> {
        store.uploads().keep(upload.touched(now()));
        throw Refusal.queueFull();
      }
      case Finish.Mismatch mismatch -> {
        store.drop(upload.id());
        throw Refusal.of(
            Names.CHECKSUM_MISMATCH,
            "The file's bytes hash to "
                + mismatch.actual()
                + ", not to the announced SHA-256; they were dropped");
      }
    }
  }
}
