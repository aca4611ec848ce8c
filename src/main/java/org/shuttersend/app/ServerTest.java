package org.shuttersend.app;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.Gate;
import org.shuttersend.destination.JobSource;
import org.shuttersend.destination.studio.StudioConnector;
import org.shuttersend.model.Reason;
import org.shuttersend.ui.settings.Finding;

/// Asks a server who it is and how much it has to do, once; nothing is sent. A few questions, each
/// with a time limit of its own.
final class ServerTest {
  private final Clock clock;

  ServerTest(Clock clock) {
    this.clock = clock;
  }

  Finding ask(URI address, String token) {
    Instant start = clock.instant();
    try (Destination server = new StudioConnector(address, token, clock, Gate.OPEN).connect()) {
      Duration latency = Duration.between(start, clock.instant());
      Optional<JobSource.Reading> reading = server.jobs().flatMap(ServerTest::queue);
      // The second question found the connection open: that is what each photo will find.
      return new Finding.Connected(
          reading.map(JobSource.Reading::latency).orElse(latency),
          server.user(),
          reading.map(JobSource.Reading::queue));
    } catch (DeliveryException e) {
      return new Finding.Failed(e.failure().reason());
    } catch (Exception e) {
      // Of the library, which does not declare it.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return new Finding.Failed(Reason.of(Reason.Code.NO_ANSWER));
      }
      throw e;
    }
  }

  /// A receiver may show its queue to some users only: that says nothing against it.
  private static Optional<JobSource.Reading> queue(JobSource jobs) {
    try {
      return Optional.of(jobs.queue());
    } catch (DeliveryException e) {
      return Optional.empty();
    }
  }
}
