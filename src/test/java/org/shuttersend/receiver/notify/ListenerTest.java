package org.shuttersend.receiver.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.wire.Event;

class ListenerTest {
  private static final Event.Queue EMPTY = new Event.Queue(0, 1, 0, 1, 0, 0, 0);

  @TempDir private Path base;

  private Database database() throws IOException {
    return Database.open(base.resolve("r.db"), Store.SCHEMA, "test-writer");
  }

  /// One in which nothing happens.
  private static EventStream quiet(Database database) {
    return new EventStream(
        new ChangeBook(database), () -> EMPTY, new Signal(1), EventStream.HEARTBEAT);
  }

  @Test
  void oneThatDoesNotKeepUpIsToldByAResetAndItsBufferStaysBounded() throws Exception {
    try (Database database = database();
        EventStream stream = quiet(database)) {
      Listener listener = stream.open("u", OptionalLong.empty()).orElseThrow();
      for (int i = 0; i < 3000; i++) {
        listener.offer("job " + i, "reset " + i);
      }
      var heard = new ArrayList<String>();
      for (Optional<String> next = listener.next(Duration.ZERO);
          next.isPresent();
          next = listener.next(Duration.ZERO)) {
        heard.add(next.get());
      }
      assertThat(heard.size()).isLessThanOrEqualTo(1024);
      assertThat(heard.getFirst()).startsWith("reset ");
      assertThat(heard.getLast()).isEqualTo("job 2999");
    }
  }

  @Test
  void aDatabaseInTroubleIsLeftAloneForAWhileAndNoListenerIsLost() throws Exception {
    var asked = new CopyOnWriteArrayList<Long>();
    var changed = new Signal(1);
    try (Database database = database();
        var stream =
            new EventStream(
                new ChangeBook(database),
                () -> {
                  asked.add(System.nanoTime());
                  changed.raise();
                  if (asked.size() < 2) {
                    throw new DatabaseException("locked", null);
                  }
                  return EMPTY;
                },
                changed,
                EventStream.HEARTBEAT)) {
      stream.start();
      Listener listener = stream.open("u", OptionalLong.empty()).orElseThrow();
      Optional<String> heard =
          await().until(() -> listener.next(Duration.ofMillis(100)), Optional::isPresent);
      assertThat(heard.orElseThrow()).contains("event: queue");
      assertThat(Duration.ofNanos(asked.get(1) - asked.get(0)))
          .isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void thereIsABoundOfListenersInAllAndOfOneUser() throws Exception {
    try (Database database = database();
        EventStream stream = quiet(database)) {
      var open = new ArrayList<Listener>();
      for (String owner : List.of("a", "b")) {
        for (int i = 0; i < EventStream.LISTENERS / 2; i++) {
          open.add(stream.open(owner, OptionalLong.empty()).orElseThrow());
        }
        assertThat(stream.open(owner, OptionalLong.empty())).isEmpty();
      }
      assertThat(stream.open("c", OptionalLong.empty())).isEmpty();
      open.getFirst().close();
      assertThat(stream.listeners()).isEqualTo(EventStream.LISTENERS - 1);
      assertThat(stream.open("b", OptionalLong.empty())).isEmpty();
      assertThat(stream.open("a", OptionalLong.empty())).isPresent();
    }
  }
}
