package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what is transient bounded: silent uploads, receipts nobody asks for again, old changes;
/// and gives what is stuck another try.
public final class Housekeeping {
  /// How long an upload may be silent, and a receipt is answered again.
  public static final Duration PATIENCE = Duration.ofHours(24);

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final Store store;
  private final Clock clock;

  public Housekeeping(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Deletes files no upload knows: leftovers of a kill. Only before requests are taken; those that
  /// other receivers take are held.
  public void clearLeftovers() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(store.files().folder())) {
      for (Path file : files) {
        String id = String.valueOf(file.getFileName());
        Optional<Holds.Hold> hold = store.holds().take(id);
        if (hold.isPresent()) {
          try (var _ = hold.get()) {
            if (store.uploads().clear(id, store.files())) {
              log.info("Deleted {}, left over from a request that was never answered", file);
            }
          }
        }
      }
    }
  }

  /// Goes on with what another receiver began, once that is nobody's work any more.
  public void takeOver() {
    try {
      store.leases().giveBackExpired();
      store.intake().takeOver();
    } catch (RuntimeException e) {
      log.warn("Others' unfinished work has to wait: {}", e.getMessage());
    }
  }

  /// One round.
  public void sweep() {
    try {
      forgetSilent(clock.instant().minus(PATIENCE));
      store.changes().prune();
      store.leases().giveBackExpired();
      store.intake().redo();
    } catch (IOException | RuntimeException e) {
      // The next round comes in a minute.
      log.warn("Housekeeping was interrupted: {}", e.getMessage());
    }
  }

  private void forgetSilent(Instant before) throws StorageFailure {
    List<Upload> silent = store.uploads().silentSince(before);
    for (Upload upload : silent) {
      Optional<Holds.Hold> hold = store.holds().take(upload.id());
      if (hold.isPresent()) {
        try (var _ = hold.get()) {
          // Read again, now that nobody else uses it: it may have gone on, or be finished.
          boolean still =
              store
                  .uploads()
                  .byId(upload.incoming().owner(), upload.id())
                  .filter(now -> now.touchedAt().isBefore(before))
                  .isPresent();
          if (still) {
            store.drop(upload.id());
          }
        }
      }
    }
  }
}
