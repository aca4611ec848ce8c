package org.shuttersend.upload;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.model.ContentHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the server what it is and has at this moment, for whoever relies on what it confirmed
/// before. Any thread, which may wait for as long as a call.
public final class Confirmed {
  private static final Logger log = LoggerFactory.getLogger(Confirmed.class);

  private final Supplier<Optional<Destination>> connected;
  private final BooleanSupplier held;
  private final Runnable lost;

  /// @param connected the server, since it answered and that was noted, until it was lost
  /// @param held whether it is not to be asked now
  /// @param lost hears that it did not answer: it is to be connected to anew
  Confirmed(Supplier<Optional<Destination>> connected, BooleanSupplier held, Runnable lost) {
    this.connected = connected;
    this.held = held;
    this.lost = lost;
  }

  /// The server's id; empty before it is connected, once it was lost, and where it has none.
  public Optional<String> id() {
    return connected.get().flatMap(Destination::instance);
  }

  /// Whether the server with this id is the one that answers.
  public boolean isStill(String id) {
    return ask(id, server -> server.instanceNow().filter(id::equals)).isPresent();
  }

  /// Which of these contents the server with this id has, and has done all its work with.
  ///
  /// @param contents at most [Destination#CHECK_LIMIT]
  /// @return empty where it did not answer, or cannot say
  public Optional<Set<ContentHash>> holds(String id, Set<ContentHash> contents) {
    return ask(id, server -> server.holds(contents));
  }

  private interface Question<T> {
    Optional<T> ask(Destination server) throws DeliveryException;
  }

  private <T> Optional<T> ask(String id, Question<T> question) {
    Optional<Destination> server =
        connected.get().filter(now -> now.instance().equals(Optional.of(id)));
    if (server.isEmpty() || held.getAsBoolean()) {
      return Optional.empty();
    }
    try {
      Optional<T> answer = question.ask(server.get());
      if (answer.isPresent()) {
        return answer.filter(_ -> id().equals(Optional.of(id)));
      }
    } catch (DeliveryException e) {
      log.debug("The server did not answer: {}", e.failure());
    }
    lost.run();
    return Optional.empty();
  }
}
