package org.shuttersend.upload;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Glance;
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
  private final Function<Path, Glance> look;
  private final RetryPolicy<Receipt> quick =
      RetryPolicy.<Receipt>builder()
          .handleIf(Sender::mayGoOn)
          .withMaxAttempts(3)
          .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
          .withJitter(0.5)
          .build();

  Sender(Outbox outbox, Transfers transfers, Function<Path, Glance> look) {
    this.look = look;
    this.outbox = outbox;
    this.transfers = transfers;
  }

  private static boolean mayGoOn(Throwable e) {
    return e instanceof DeliveryException d
        && d.failure() instanceof Failure.Retry(Reason reason)
        && reason.code() == Reason.Code.CONNECTION_LOST;
  }

  /// @param receipt of the photo, its hash compared with ours
  /// @param claim as it is now: its version grew when its place on the server was stored
  record Sent(Claim claim, Receipt receipt) {}

  /// A send that failed, with the claim as it is now.
  static final class SendFailed extends Exception {
    private final transient Claim claim;
    private final transient Failure failure;

    SendFailed(Claim claim, Failure failure, Throwable cause) {
      super(cause);
      this.claim = claim;
      this.failure = failure;
    }

    Claim claim() {
      return claim;
    }

    Failure failure() {
      return failure;
    }
  }

  Sent send(Claim claim, Optional<String> resume, Destination destination) throws SendFailed {
    var attempt = new Attempt(claim, resume);
    try {
      Receipt receipt = Failsafe.with(quick).get(() -> attempt.run(destination));
      return new Sent(attempt.claim, receipt);
    } catch (FailsafeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SendFailed(attempt.claim, failure(cause), cause);
    } catch (RuntimeException e) {
      throw new SendFailed(attempt.claim, failure(e), e);
    } finally {
      transfers.end(attempt.transfer);
    }
  }

  /// What nobody foresaw is tried again like a broken connection, and told in the log.
  private static Failure failure(Throwable cause) {
    if (cause instanceof DeliveryException delivery) {
      return delivery.failure();
    }
    log.error("A send failed in an unforeseen way", cause);
    return new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, cause.toString()));
  }

  /// One photo on its way; used by its sending thread only.
  private final class Attempt implements SendProgress {
    private final Transfers.Transfer transfer;
    private Claim claim;
    private Optional<String> location;

    Attempt(Claim claim, Optional<String> resume) {
      this.claim = claim;
      this.location = resume.or(claim::location);
      this.transfer = transfers.begin(claim);
    }

    Receipt run(Destination destination) throws DeliveryException {
      if (!look.apply(claim.file().ref().file()).isStill(claim.file().stamp())) {
        throw new DeliveryException(new Failure.Changed(Reason.of(Reason.Code.FILE_CHANGED)));
      }
      ContentHash hash = claim.hash().orElseThrow();
      Receipt receipt =
          destination.send(new Outgoing(claim.file(), hash, claim.uploadKey(), location), this);
      if (receipt.hash().isPresent() && !receipt.hash().get().equals(hash)) {
        throw new DeliveryException(new Failure.Retry(Reason.of(Reason.Code.DAMAGED_ON_THE_WAY)));
      }
      return receipt;
    }

    @Override
    public void located(String place) {
      location = Optional.of(place);
      claim = outbox.located(claim, place).orElse(claim);
    }

    @Override
    public void sent(long bytes) {
      transfer.sent(bytes);
    }
  }
}
