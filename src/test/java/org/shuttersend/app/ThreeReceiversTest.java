package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.receiver.Rig;
import org.shuttersend.testkit.Postgres;
import org.shuttersend.testkit.Program;

/// Three receivers, programs of their own, on one PostgreSQL and one folder; one is killed in the
/// midst of its work. Each photo is done exactly once, the queue never holds more than its cap, and
/// numbers are unique and seen in their order.
class ThreeReceiversTest {
  private static final int SENDERS = 8;
  private static final int CAPACITY = 6;
  private static final String RECEIVING = "Receiving on ";

  @TempDir private Path base;
  private final List<Program> programs = new ArrayList<>();
  private PostgresServer server;
  private Path login;

  @BeforeEach
  void database() throws Exception {
    server = Postgres.running().database();
    String text = "user=%s\npassword=%s\n".formatted(server.user(), server.password());
    login = Files.writeString(base.resolve("login.properties"), text);
    Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void end() {
    programs.forEach(Program::close);
  }

  private Program start(int node) {
    Program program =
        Program.start(
            base,
            "receive",
            "--into=" + base.resolve("into"),
            "--data=" + base.resolve("node" + node),
            "--token-file=" + base.resolve("token"),
            "--port=0",
            "--workers=2",
            "--set=db-pool-size=2",
            "--set=queue-lease-seconds=3",
            "--queue-size=" + CAPACITY,
            "--db=" + server.url(),
            "--db-file=" + login);
    programs.add(program);
    return program;
  }

  private static String address(Program program) {
    await().until(() -> !program.isRunning() || told(program).findAny().isPresent());
    assertThat(program.isRunning()).as(String.valueOf(program.errors())).isTrue();
    return told(program).findFirst().orElseThrow();
  }

  private static Stream<String> told(Program program) {
    return program.output().stream()
        .filter(line -> line.startsWith(RECEIVING))
        .map(line -> line.substring(RECEIVING.length()));
  }

  private static byte[] content(int photo) {
    return Rig.photo(photo, 2_000 + photo % 7 * 20_000);
  }

  @Test
  void oneIsKilledAndEachPhotoIsDoneOnce() throws Exception {
    photos(120);
  }

  @Test
  @Tag("stress")
  void oneIsKilledAndEachOfAThousandPhotosIsDoneOnce() throws Exception {
    photos(1000);
  }

  private void photos(int count) throws Exception {
    IntStream.range(0, 3).forEach(this::start);
    List<String> addresses = programs.stream().map(ThreeReceiversTest::address).toList();
    var token = Files.readString(base.resolve("token")).strip();
    var over = new AtomicBoolean();
    var accepted = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Long>> watching = threads.submit(() -> watch(over));
      var sending = new ArrayList<Future<?>>();
      var next = new AtomicInteger();
      for (int i = 0; i < SENDERS; i++) {
        var sender = new PhotoSender(addresses, token, i);
        sending.add(
            threads.submit(() -> {
              for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                sender.send("key" + n, n + ".jpg", content(n));
                accepted.incrementAndGet();
              }
              return sender;
            }));
      }
      await().until(() -> accepted.get() >= count / 3 || sending.stream().anyMatch(Future::isDone));
      programs.getFirst().kill();
      for (Future<?> one : sending) {
        one.get();
      }
      await().until(() -> number("SELECT count(*) FROM jobs WHERE state = 'done'") == count);
      address(start(0));
      await().until(() -> number("SELECT count(*) FROM placements") == 0);
      over.set(true);
      assertThat(watching.get())
          .isEqualTo(numbers("SELECT seq FROM changes ORDER BY seq"))
          .doesNotHaveDuplicates();
    }
    assertDoneOnce(count);
    assertCapKept();
    assertFiles(count);
  }

  /// Reads changes as the event stream does, while they come.
  private List<Long> watch(AtomicBoolean over) throws SQLException {
    var seen = new ArrayList<Long>();
    while (true) {
      boolean last = over.get();
      long after = seen.isEmpty() ? 0 : seen.getLast();
      seen.addAll(numbers("SELECT seq FROM changes WHERE seq > " + after + " ORDER BY seq"));
      if (last) {
        return seen;
      }
    }
  }

  private void assertDoneOnce(int count) throws SQLException {
    assertThat(number("SELECT count(*) FROM photos")).isEqualTo(count);
    assertThat(number("SELECT count(*) FROM jobs")).isEqualTo(count);
    assertThat(number("SELECT count(DISTINCT ticket) FROM jobs")).isEqualTo(count);
    assertThat(number("SELECT count(*) FROM changes WHERE state = 'done'")).isEqualTo(count);
    assertThat(number("SELECT count(DISTINCT job_id) FROM changes WHERE state = 'done'"))
        .isEqualTo(count);
    assertThat(number("SELECT processed FROM receiver")).isEqualTo(count);
    assertThat(number("SELECT failed FROM receiver")).isZero();
    assertThat(number("SELECT count(DISTINCT node) FROM jobs")).isEqualTo(3);
  }

  /// Each change is written with what it tells of: read in their order, they are the queue as it
  /// was at every commit.
  private void assertCapKept() throws SQLException {
    var known = new HashSet<String>();
    var waiting = new HashSet<String>();
    int most = 0;
    try (Connection connection = Postgres.connect(server);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT job_id, state FROM changes ORDER BY seq")) {
      while (row.next()) {
        String job = row.getString(1);
        boolean waits = row.getString(2).equals("queued") || row.getString(2).equals("retry");
        boolean _ = waits ? waiting.add(job) : waiting.remove(job);
        if (known.add(job)) {
          // What is given back waits again, and was in the queue before.
          most = Math.max(most, waiting.size());
        }
      }
    }
    assertThat(most).isPositive().isLessThanOrEqualTo(CAPACITY);
  }

  private void assertFiles(int count) throws IOException {
    var expected = new HashMap<String, String>();
    for (int i = 0; i < count; i++) {
      expected.put(i + ".jpg", Rig.sha256(content(i)));
    }
    var found = new HashMap<String, String>();
    Path into = base.resolve("into");
    for (String name : names(into.resolve("studio/Hot"))) {
      found.put(name, Rig.sha256(Files.readAllBytes(into.resolve("studio/Hot").resolve(name))));
    }
    assertThat(found).isEqualTo(expected);
    assertThat(into.resolve(".shuttersend/versions")).doesNotExist();
    assertThat(names(into.resolve(".shuttersend/uploads"))).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private long number(String sql) throws SQLException {
    return numbers(sql).getFirst();
  }

  private List<Long> numbers(String sql) throws SQLException {
    try (Connection connection = Postgres.connect(server);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var numbers = new ArrayList<Long>();
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
      return numbers;
    }
  }
}
