package org.shuttersend.upload;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.LocalFileException;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one photo to its receipt. A broken connection is gone on from at once, a few times, from
/// the server's offset; what lasts longer is the catalog's to schedule.
final class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  private final Outbox outbox;
  private final Transfers transfers;
  private final Function<FileRef, Glance> look;
  private final Predicate<ObservedFile> onItsDisk;
  private final LocalReads reads;
  private final RetryPolicy<Receipt> quick =
      RetryPolicy.<Receipt>builder()
          .handleIf(Sender::mayGoOn)
          .withMaxAttempts(3)
          .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
          .withJitter(0.5)
          .build();

  /// @param onItsDisk whether the disk a file was seen on is where it was
  Sender(
      Outbox outbox,
      Transfers transfers,
      Function<FileRef, Glance> look,
      Predicate<ObservedFile> onItsDisk,
      LocalReads reads) {
    this.look = look;
    this.onItsDisk = onItsDisk;
    this.reads = reads;
    this.outbox = outbox;
    this.transfers = transfers;
  }

  private static boolean mayGoOn(Throwable e) {
    return e instanceof DeliveryException d
        && d.failure() instanceof Failure.Retry(Reason reason)
        && reason.code() == Reason.Code.CONNECTION_LOST;
  }

  /// A send that failed.
  static final class SendFailed extends Exception {
    private final transient Failure failure;

    SendFailed(Failure failure, Throwable cause) {
      super(cause);
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  /// @param photo its claim grows a version when its place on the server is stored
  /// @return the receipt of the photo, its hash compared with ours
  Receipt send(InHand.Photo photo, Optional<String> resume, Destination destination)
      throws SendFailed {
    var attempt = new Attempt(photo, resume);
    try {
      return Failsafe.with(quick).get(() -> attempt.run(destination));
    } catch (FailsafeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SendFailed(failure(cause), cause);
    } catch (RuntimeException | Error e) {
      // An error too spends an attempt: a photo that brings one must not come back at once.
      throw new SendFailed(failure(e), e);
    } finally {
      transfers.end(attempt.transfer);
    }
  }

  /// What nobody foresaw is tried again like a broken connection, and told in the log.
  private Failure failure(Throwable cause) {
    if (cause instanceof DeliveryException delivery) {
      return delivery.failure();
    }
    if (outbox.isWritable() && !(cause instanceof InterruptedException)) {
      log.error("A send failed in an unforeseen way", cause);
    }
    return new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, cause.toString()));
  }

  /// One photo on its way; used by its sending thread only.
  private final class Attempt implements SendProgress {
    private final InHand.Photo photo;
    private final Transfers.Transfer transfer;
    private Optional<String> location;

    Attempt(InHand.Photo photo, Optional<String> resume) {
      this.photo = photo;
      this.location = resume.or(() -> photo.claim().location());
      this.transfer = transfers.begin(photo.claim());
    }

    Receipt run(Destination destination) throws DeliveryException {
      Claim claim = photo.claim();
      ObservedFile file = claim.file();
      boolean elsewhere = file.disk().isKnown() && !onItsDisk.test(file);
      if (elsewhere || !look.apply(file.ref()).isStill(file.stamp())) {
        throw new DeliveryException(new Failure.Changed(Reason.of(Reason.Code.FILE_CHANGED)));
      }
      ContentHash hash = claim.hash().orElseThrow();
      Receipt receipt =
          destination.send(new Outgoing(file, hash, claim.uploadKey(), location), this);
      if (receipt.hash().isPresent() && !receipt.hash().get().equals(hash)) {
        throw new DeliveryException(new Failure.Retry(Reason.of(Reason.Code.DAMAGED_ON_THE_WAY)));
      }
      return receipt;
    }

    @Override
    public void located(String place) {
      location = Optional.of(place);
      photo.claim(outbox.located(photo.claim(), place).orElse(photo.claim()));
    }

    @Override
    public void begins() {
      reads.begins(photo.claim().file().ref());
    }

    @Override
    public void ends() throws LocalFileException {
      reads.ends();
      if (photo.hasLeft()) {
        throw new LocalFileException(new Failure.Retry(Reason.of(Reason.Code.FILE_UNSEEN)));
      }
    }

    @Override
    public void sent(long bytes) {
      transfer.sent(bytes);
    }
  }
}
