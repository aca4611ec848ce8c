package org.shuttersend.receiver.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.receiver.store.JobBook;
import org.shuttersend.receiver.store.PhotoBook;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.Event;
import org.slf4j.LoggerFactory;

/// What an event costs the database, counted.
class StatementsTest {
  private static final int EVENTS = 20;

  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:00:00Z"));
  private final Logger sessions = (Logger) LoggerFactory.getLogger(Session.class);
  private final ListAppender<ILoggingEvent> statements =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          String _ = event.getThreadName(); // looked up late otherwise, by whoever asks
          super.append(event);
        }
      };

  @BeforeEach
  void listen() {
    statements.start();
    sessions.addAppender(statements);
    sessions.setAdditive(false);
    sessions.setLevel(Level.TRACE);
  }

  @AfterEach
  void leave() {
    sessions.setLevel(null);
    sessions.setAdditive(true);
    sessions.detachAppender(statements);
  }

  private List<String> ofThisThread() {
    return statements.list.stream()
        .filter(line -> line.getThreadName().equals(Thread.currentThread().getName()))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void anEventCostsAsManyStatementsWithTwoHundredListenersAsWithOne() throws Exception {
    List<String> alone = statements("one", 1);
    List<String> crowd = statements("crowd", 200);
    assertThat(alone).hasSize(2 * EVENTS).isEqualTo(crowd);
    System.out.printf(
        "%d events cost %d statements with 1 listener, %d with 200%n",
        EVENTS, alone.size(), crowd.size());
  }

  private List<String> statements(String name, int listening) throws Exception {
    try (Database database = Database.open(base.resolve(name + ".db"), Store.SCHEMA, "writer")) {
      var changes = new ChangeBook(database);
      String _ = new PhotoBook(database).instance();
      var jobs = new JobBook(database, 1000, 3);
      var stream =
          new EventStream(
              changes,
              () -> Event.Queue.of(jobs.queue()),
              new Signal(1),
              EventStream.HEARTBEAT,
              clock::nanos);
      var listeners = new ArrayList<Listener>();
      for (int i = 0; i < listening; i++) {
        listeners.add(stream.open("studio", OptionalLong.empty()).orElseThrow());
      }
      stream.round();
      statements.list.clear();
      for (int i = 1; i <= EVENTS; i++) {
        String data = "{\"number\":" + i + "}";
        database
            .submit(session -> {
              ChangeBook.add(session, "studio", data);
              return true;
            })
            .join();
        clock.advance(Duration.ofSeconds(1));
        stream.round();
      }
      List<String> counted = ofThisThread();
      for (Listener listener : listeners) {
        assertThat(heard(listener)).isEqualTo(EVENTS);
      }
      stream.close();
      return counted;
    }
  }

  private static int heard(Listener listener) throws InterruptedException {
    int heard = 0;
    for (var next = listener.next(Duration.ZERO);
        next.isPresent();
        next = listener.next(Duration.ZERO)) {
      heard += next.get().contains("event: delivery") ? 1 : 0;
    }
    return heard;
  }
}
