package org.shuttersend.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.Delivery;

/// Numbers one after another, none twice, whoever asks at the same moment.
class DeliveryNumbersTest {
  private static final int THREADS = 16;
  private static final int EACH = 25;

  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:00:00Z"));
  private final Collection<Duration> pauses = new ConcurrentLinkedQueue<>();

  private Database database() throws IOException {
    return Database.open(base.resolve("r.db"), Store.SCHEMA, "test-writer");
  }

  private DeliveryNumbers numbers(Database database, Pause pause) {
    return new DeliveryNumbers(database, clock, pause, new Signal(1));
  }

  private static Draft draft(String prefix, Optional<String> key) {
    return new Draft("studio", "Wedding", prefix, Optional.of("anna"), key);
  }

  private static String id(Making making) {
    return ((Making.Made) making).delivery().deliveryId();
  }

  private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    }
  }

  /// Two processes' worth: each opening has a writer and readers of its own, and knows nothing of
  /// the other.
  @Test
  void manyThreadsOfTwoProcessesNeverGetANumberTwiceAndLeaveNoneOut() throws Exception {
    try (Database one = database();
        Database other = database()) {
      var taken = new ConcurrentLinkedQueue<String>();
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        DeliveryNumbers numbers = numbers(t % 2 == 0 ? one : other, Thread::sleep);
        String prefix = t % 4 == 0 ? "ANNA" : "SHT";
        work.add(() -> {
          for (int i = 0; i < EACH; i++) {
            Making making = numbers.make(draft(prefix, Optional.empty()));
            while (making instanceof Making.Crowded) {
              making = numbers.make(draft(prefix, Optional.empty())); // as a client does
            }
            taken.add(id(making));
          }
          return true;
        });
      }
      atOnce(work);

      Map<String, List<String>> byPrefix = new TreeMap<>();
      taken.forEach(id ->
          byPrefix
              .computeIfAbsent(id.substring(0, id.lastIndexOf('-')), p -> new ArrayList<>())
              .add(id));
      assertThat(byPrefix.keySet()).containsExactly("ANNA-1126", "SHT-1126");
      byPrefix.forEach((prefix, ids) ->
          assertThat(ids)
              .containsExactlyInAnyOrderElementsOf(
                  IntStream.rangeClosed(1, ids.size())
                      .mapToObj(n -> "%s-%04d".formatted(prefix, n))
                      .toList()));
      assertThat(taken).hasSize(THREADS * EACH);
    }
  }

  @Test
  void aNumberAnotherTookFirstIsTriedAgainTwiceAndThenGivenUp() throws Exception {
    try (Database database = database()) {
      // Every row is refused in silence, as by the constraint.
      database.write(session ->
          session.update(
              """
              CREATE TRIGGER quicker BEFORE INSERT ON deliveries
              BEGIN SELECT raise(IGNORE); END
              """));
      Making given = numbers(database, pauses::add).make(draft("SHT", Optional.of("k")));
      assertThat(given).isEqualTo(new Making.Crowded());
      assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
      pauses.clear();

      Pause over =
          time -> {
            pauses.add(time);
            database.write(session -> session.update("DROP TRIGGER quicker"));
          };
      assertThat(id(numbers(database, over).make(draft("SHT", Optional.of("k")))))
          .isEqualTo("SHT-1126-0001");
      assertThat(pauses).containsExactly(Duration.ofMillis(50));
    }
  }

  @Test
  void theSameKeyAtTheSameMomentMakesOne() throws Exception {
    try (Database one = database();
        Database other = database()) {
      List<Callable<Making>> work = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        DeliveryNumbers numbers = numbers(t % 2 == 0 ? one : other, Thread::sleep);
        work.add(() -> numbers.make(draft("SHT", Optional.of("one wish"))));
      }
      assertThat(atOnce(work).stream().map(DeliveryNumbersTest::id).distinct())
          .containsExactly("SHT-1126-0001");
    }
  }

  @Test
  void eachPrefixAndMonthBeginsAtOneAndTenThousandFollows() throws Exception {
    try (Database database = database()) {
      DeliveryNumbers numbers = numbers(database, pauses::add);
      assertThat(id(numbers.make(draft("SHT", Optional.empty())))).isEqualTo("SHT-1126-0001");
      assertThat(id(numbers.make(draft("SHT", Optional.empty())))).isEqualTo("SHT-1126-0002");
      assertThat(id(numbers.make(draft("X9", Optional.empty())))).isEqualTo("X9-1126-0001");
      clock.advance(Duration.ofDays(9));
      assertThat(id(numbers.make(draft("SHT", Optional.empty())))).isEqualTo("SHT-1226-0001");
      database.write(session ->
          session.update("UPDATE deliveries SET number = 9999 WHERE id = 'SHT-1226-0001'"));
      assertThat(id(numbers.make(draft("SHT", Optional.empty())))).isEqualTo("SHT-1226-10000");
    }
  }

  @Test
  void aKeyBelongsToItsDelivery() throws Exception {
    try (Database database = database()) {
      DeliveryNumbers numbers = numbers(database, pauses::add);
      Making first = numbers.make(draft("SHT", Optional.of("k")));
      clock.advance(Duration.ofDays(40));
      assertThat(numbers.make(draft("SHT", Optional.of("k")))).isEqualTo(first);
      assertThat(numbers.make(draft("OTHER", Optional.of("k")))).isEqualTo(new Making.KeyReused());
      var others = new Draft("other", "Wedding", "SHT", Optional.empty(), Optional.of("k"));
      Delivery theirs = ((Making.Made) numbers.make(others)).delivery();
      assertThat(theirs.owner()).isEqualTo("other");
    }
  }
}
