package org.shuttersend.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.destination.Connector;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Failure;
import org.shuttersend.text.Texts;

/// Asks the server what it has; waits where it asks for that, and gives up after a few tries. Used
/// by one thread.
final class AskedServer implements Holdings {
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Destination server;
  private final Inputs inputs;
  private final Texts texts;
  private final Clock clock;
  private final Rest rest;

  /// Lets time pass.
  interface Rest {
    void pass(Duration time) throws InterruptedException;
  }

  private AskedServer(Destination server, Inputs inputs, Texts texts, Clock clock, Rest rest) {
    this.server = server;
    this.inputs = inputs;
    this.texts = texts;
    this.clock = clock;
    this.rest = rest;
  }

  static AskedServer connect(
      Connector connector, Inputs inputs, Texts texts, Clock clock, Rest rest) throws Refusal {
    try {
      return new AskedServer(connector.connect(), inputs, texts, clock, rest);
    } catch (DeliveryException e) {
      throw refusal(e.failure(), inputs, texts);
    }
  }

  @Override
  public Optional<Set<ContentHash>> of(Set<ContentHash> contents) throws Refusal {
    for (int tries = 1; ; tries++) {
      try {
        return server.holds(contents);
      } catch (DeliveryException e) {
        Duration wait = wait(e.failure(), tries);
        if (wait.isNegative()) {
          throw refusal(e.failure(), inputs, texts);
        }
        pass(wait, e.failure());
      }
    }
  }

  /// @return negative if waiting does not help
  private Duration wait(Failure failure, int tries) {
    Duration wait =
        switch (failure) {
          case Failure.Retry _ -> PAUSE.multipliedBy(tries);
          case Failure.HoldAll(_, var until) -> Duration.between(clock.instant(), until);
          case Failure.Unreachable _, Failure.StopAll _, Failure.GiveUp _, Failure.Changed _ ->
              Duration.ofNanos(-1);
        };
    boolean hopeless = tries >= TRIES || wait.isNegative() || wait.compareTo(LONGEST) > 0;
    return hopeless ? Duration.ofNanos(-1) : wait;
  }

  private void pass(Duration wait, Failure failure) throws Refusal {
    try {
      rest.pass(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal(failure, inputs, texts);
    }
  }

  private static Refusal refusal(Failure failure, Inputs inputs, Texts texts) {
    return inputs.refusal("manifest.server", texts.reason(failure.reason()));
  }

  @Override
  public void close() {
    server.close();
  }
}
