package org.shuttersend.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.shuttersend.database.PostgresServer;

/// A real PostgreSQL server, as the system's package has it, on a free port and in a folder of its
/// own. One for all tests of a JVM; each test gets a schema. It ends with the JVM.
public final class Postgres {
  public static final String USER = "shuttersend";
  public static final String PASSWORD = "not a secret: here";

  private static final String FIND =
      "ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1 | grep .";

  private static Optional<Postgres> one = Optional.empty();

  private final Path folder;
  private final Path programs;
  private final int port;
  private final AtomicInteger schemas = new AtomicInteger();
  private Process process;

  private Postgres() throws IOException {
    programs = Path.of(output(List.of("sh", "-c", FIND)).strip()).getParent();
    folder = Files.createTempDirectory("shuttersend-postgres");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      output(List.of("chown", "-R", "postgres:", folder.toString()));
    }
    output(
        asUser(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data(),
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=password",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    process = started();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    awaitReady();
  }

  /// The server of this JVM. Skips the test, or fails it where none may be skipped, if the system
  /// has none.
  public static synchronized Postgres running() {
    Sandbox.needs("PostgreSQL, as the package postgresql has it", "sh", "-c", FIND);
    if (one.isEmpty()) {
      try {
        one = Optional.of(new Postgres());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return one.get();
  }

  /// An empty database on it.
  public PostgresServer database() {
    String schema = "test" + schemas.incrementAndGet();
    run("CREATE SCHEMA " + schema);
    return new PostgresServer(url() + "?currentSchema=" + schema, USER, PASSWORD, 1, 9);
  }

  private String url() {
    return PostgresServer.PREFIX + "//127.0.0.1:" + port + "/postgres";
  }

  /// A connection of nobody's, to look.
  public static Connection connect(PostgresServer database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private void run(String sql) {
    try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// Ends every connection to it: what the network does, and a restart.
  public void cutAll() {
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
  }

  /// It is there no more, from one moment to the next; what was committed stays.
  public void crash() {
    output(List.of("kill", "-QUIT", Long.toString(process.pid())));
    process.onExit().join();
  }

  /// After a crash.
  public void startAgain() {
    process = started();
    awaitReady();
  }

  private Process started() {
    try {
      return new ProcessBuilder(
              asUser(
                  programs.resolve("postgres").toString(),
                  "-D",
                  data(),
                  "-p",
                  Integer.toString(port),
                  "-c",
                  "listen_addresses=127.0.0.1",
                  "-c",
                  "unix_socket_directories=",
                  "-c",
                  "fsync=off",
                  "-c",
                  "max_connections=200",
                  "-c",
                  "shared_buffers=32MB"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await()
        .until(() -> {
          if (!process.isAlive()) {
            throw new AssertionError(Files.readString(folder.resolve("log")));
          }
          try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD)) {
            return connection.isValid(0);
          } catch (SQLException e) {
            return false;
          }
        });
  }

  private void end() {
    crash();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.err.println(folder + " is left: " + e.getMessage());
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /// It does not run as root.
  private static List<String> asUser(String... command) {
    var all = new ArrayList<String>();
    if (isRoot()) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
