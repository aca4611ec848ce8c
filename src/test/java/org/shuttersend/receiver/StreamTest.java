package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.testkit.EventSource;
import org.shuttersend.testkit.IdleProxy;
import org.shuttersend.testkit.ManualClock;

/// The event stream through a proxy that cuts what is silent for a minute, and through cuts.
class StreamTest {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final int PHOTOS = 30;
  private static final int CHANGES = 3 * PHOTOS;

  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:00:00Z"));

  /// A receiver, what lies before it, and who listens.
  private record Line(Rig rig, IdleProxy proxy, EventSource listener) implements AutoCloseable {
    @Override
    public void close() {
      listener.close();
      proxy.close();
      rig.close();
    }
  }

  private Line listen(Duration heartbeat, LongSupplier nanos) throws Exception {
    var rig = new Rig(base, Clock.systemUTC(), Notifier.Options.NONE, heartbeat);
    var proxy = new IdleProxy(rig.uri("/").getPort(), SILENCE, nanos);
    var listener = new EventSource(URI.create(proxy.url()).resolve("/api/events"), Rig.TOKEN);
    await().until(() -> !listener.events("queue").isEmpty());
    return new Line(rig, proxy, listener);
  }

  /// The proxy's ten minutes are as long as the test takes to let them pass: each time something
  /// went through, forty seconds.
  @Test
  void itStaysUpThoughNothingHappensAndGoesOnAfterCutsWithNothingLostOrDoubled() throws Exception {
    try (Line line = listen(Duration.ofMillis(50), clock::nanos)) {
      Instant start = clock.instant();
      while (clock.instant().isBefore(start.plus(TEN_MINUTES))) {
        await().until(() -> line.proxy.connections() == 1 && line.proxy.silence().isZero());
        clock.advance(Duration.ofSeconds(40));
        line.proxy.look();
      }
      assertThat(line.proxy.silences()).isZero();
      assertThat(line.listener.connections()).isEqualTo(1);
      goesOnAfterCuts(line);
    }
  }

  @Test
  void withoutHeartbeatsTheProxyWouldHaveCutIt() throws Exception {
    try (Line line = listen(Duration.ofHours(1), clock::nanos)) {
      clock.advance(SILENCE.plusSeconds(1));
      line.proxy.look();
      assertThat(line.proxy.silences()).isEqualTo(1);
      await().until(() -> line.listener.connections() == 2);
    }
  }

  @Test
  @Tag("stress")
  void itStaysUpForTenRealMinutesThoughNothingHappens() throws Exception {
    try (Line line = listen(EventStream.HEARTBEAT, System::nanoTime)) {
      long start = System.nanoTime();
      await()
          .until(() -> {
            line.proxy.look();
            return System.nanoTime() - start > TEN_MINUTES.toNanos();
          });
      System.out.printf(
          "%d s idle: %d heartbeats, %d connections, %d cut for their silence%n",
          Duration.ofNanos(System.nanoTime() - start).toSeconds(),
          line.listener.heartbeats(),
          line.listener.connections(),
          line.proxy.silences());
      assertThat(line.proxy.silences()).isZero();
      assertThat(line.listener.connections()).isEqualTo(1);
      goesOnAfterCuts(line);
    }
  }

  /// While photos arrive, everything is cut again and again; the first time before there was
  /// anything to hear.
  private void goesOnAfterCuts(Line line) throws Exception {
    for (int i = 0; i < PHOTOS; i++) {
      if (i % 3 == 0) {
        line.proxy.cut();
      }
      assertThat(line.rig.upload("k" + i, i + ".bin", photo(i, 100)).statusCode()).isEqualTo(201);
    }
    await().until(() -> line.rig.queue().totalProcessed() == PHOTOS);
    await().until(() -> line.listener.events("job").size() >= CHANGES);
    assertThat(line.listener.events("job").stream().map(EventSource.Event::id))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, CHANGES).mapToObj(Long::toString).toList());
    assertThat(line.listener.events("reset")).isEmpty();
    assertThat(line.listener.connections()).isGreaterThan(1);
    System.out.printf(
        "%d events, heard once each and in order over %d connections%n",
        CHANGES, line.listener.connections());
  }
}
