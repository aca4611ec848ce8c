package org.shuttersend.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shuttersend.database.Database;
import org.shuttersend.model.Pause;

/// The user's pause, kept beside the photos, so that a restart does not send what was to wait.
public final class PauseBook {
  private static final String KEY = "pause";

  /// Between beginning and end, as ISO 8601 writes a stretch of time.
  private static final String TO = "/";

  private final Database database;

  PauseBook(Database database) {
    this.database = database;
  }

  /// Durable soon; while nothing can be written, it is forgotten by the next start.
  ///
  /// @param pause empty when it is over
  public void note(Optional<Pause> pause) {
    if (pause.isPresent()) {
      var _ = write(written(pause.get()));
    } else {
      var _ =
          database.submit(session -> {
            Meta.remove(session, KEY);
            return 0;
          });
    }
  }

  CompletableFuture<Integer> write(String text) {
    return database.submit(session -> {
      Meta.put(session, KEY, text);
      return 0;
    });
  }

  private static String written(Pause pause) {
    return pause.since() + TO + pause.until().map(Instant::toString).orElse("");
  }

  /// What is left of it now.
  public Optional<Pause> read(Instant now) {
    return database
        .read(session -> Meta.get(session, KEY))
        .flatMap(PauseBook::read)
        .flatMap(pause -> pause.at(now));
  }

  /// What was not written by [#written] is no pause: it would never end.
  private static Optional<Pause> read(String text) {
    String[] parts = text.split(TO, -1);
    try {
      return parts.length == 2
          ? Optional.of(
              new Pause(
                  Instant.parse(parts[0]),
                  parts[1].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[1]))))
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
