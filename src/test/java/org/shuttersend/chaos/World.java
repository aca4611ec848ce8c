package org.shuttersend.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shuttersend.chaos.child.Control;
import org.shuttersend.chaos.child.Hooks;
import org.shuttersend.testkit.FaultyProxy;
import org.shuttersend.testkit.Program;

/// Two hot folders, a sender, a bad network and a receiver, with all their disks. The programs come
/// and go; the disks stay. Used by one thread, but for [#kill] and [#signal].
final class World implements AutoCloseable {
  private static final int RECEIVER_MEGABYTES = 240;
  private static final int SENDER_MEGABYTES = 16;

  private final Children children;
  private final Path folder;
  private final int port;
  private final boolean moves;
  private final FaultyProxy proxy;
  private final Disks disks;
  private final Map<Side, Control> controls = new EnumMap<>(Side.class);

  /// Guarded by itself.
  private final Map<Side, Program> programs = new EnumMap<>(Side.class);

  private final List<String> surprises = new ArrayList<>();
  private int started;

  /// @param moves whether the sender moves photos once they are sent
  World(Children children, Path folder, boolean smallDisks, boolean moves) throws IOException {
    this.moves = moves;
    this.children = children;
    this.folder = folder;
    for (Path each :
        List.of(
            hot(0),
            hot(1),
            received(),
            senderData(),
            hooks(Side.SENDER),
            hooks(Side.RECEIVER),
            folder.resolve("said"))) {
      Files.createDirectories(each);
    }
    Files.writeString(token(), "a-token-for-two-programs-of-one-test-0123456789\n");
    Files.setPosixFilePermissions(token(), PosixFilePermissions.fromString("rw-------"));
    this.disks =
        smallDisks
            ? Disks.small(
                folder.resolve("said"),
                Map.of(received(), RECEIVER_MEGABYTES, senderData(), SENDER_MEGABYTES))
            : Disks.machine();
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    this.proxy = new FaultyProxy(port);
    for (Side side : Side.values()) {
      controls.put(side, Control.open(hooks(side).resolve(Hooks.CONTROL)));
    }
  }

  Path hot(int number) {
    return folder.resolve(number == 0 ? "Smith wedding" : "Portraits");
  }

  List<Path> hot() {
    return List.of(hot(0), hot(1));
  }

  Path received() {
    return folder.resolve("received");
  }

  Path receiverData() {
    return received().resolve(".shuttersend");
  }

  Path senderData() {
    return folder.resolve("data");
  }

  Path data(Side side) {
    return side == Side.SENDER ? senderData() : receiverData();
  }

  private Path hooks(Side side) {
    return folder.resolve("hooks-" + side);
  }

  Path journal() {
    return hooks(Side.RECEIVER).resolve(Hooks.JOURNAL);
  }

  Disks disks() {
    return disks;
  }

  FaultyProxy proxy() {
    return proxy;
  }

  Control control(Side side) {
    return Objects.requireNonNull(controls.get(side));
  }

  /// How programs ended that nobody killed.
  List<String> surprises() {
    return surprises;
  }

  int started() {
    return started;
  }

  boolean isRunning(Side side) {
    synchronized (programs) {
      Program program = programs.get(side);
      return program != null && program.isRunning();
    }
  }

  /// Starts what does not run. A program that has a kill point in its start may be dead again.
  void ensureRunning() throws IOException {
    boolean receives = isRunning(Side.RECEIVER);
    if (!receives) {
      proxy.refuse();
      bury(Side.RECEIVER);
      start(Side.RECEIVER);
    }
    if (!isRunning(Side.SENDER)) {
      bury(Side.SENDER);
      start(Side.SENDER);
    }
    if (!receives) {
      Program receiver = program(Side.RECEIVER);
      await()
          .until(() ->
              !receiver.isRunning()
                  || receiver.output().stream().anyMatch(line -> line.contains("127.0.0.1")));
    }
    if (isRunning(Side.RECEIVER)) {
      proxy.listen();
    }
  }

  private Program program(Side side) {
    synchronized (programs) {
      return Objects.requireNonNull(programs.get(side));
    }
  }

  private void start(Side side) {
    started++;
    Program program =
        children.start(folder.resolve("said"), hooks(side), disks.starter(), arguments(side));
    synchronized (programs) {
      programs.put(side, program);
    }
  }

  private List<String> arguments(Side side) {
    return switch (side) {
      case SENDER ->
          List.of(
              "watch",
              hot(0).toString(),
              hot(1).toString(),
              "--to",
              proxy.url(),
              "--token-file",
              token().toString(),
              "--data",
              senderData().toString(),
              "--after",
              moves ? "move" : "keep");
      case RECEIVER ->
          List.of(
              "receive",
              "--into",
              received().toString(),
              "--port",
              Integer.toString(port),
              "--token-file",
              token().toString());
    };
  }

  /// Beside the disks of both, as both read it.
  private Path token() {
    return folder.resolve("token");
  }

  /// Looks how a program ended.
  private void bury(Side side) {
    synchronized (programs) {
      Program program = programs.remove(side);
      if (program != null) {
        int code = program.await();
        if (code != Hooks.KILLED) {
          surprises.add("the " + side + " ended by itself with " + code + ": " + program.errors());
        }
        program.errors().stream()
            .filter(line -> line.startsWith("\tat "))
            .findFirst()
            .ifPresent(line ->
                surprises.add("the " + side + " showed a stack trace: " + program.errors()));
      }
    }
  }

  /// As `kill -9`. Any thread.
  void kill(Side side) {
    synchronized (programs) {
      Program program = programs.get(side);
      if (program != null) {
        program.kill();
      }
    }
    if (side == Side.RECEIVER) {
      proxy.refuse();
    }
  }

  /// As `kill -STOP` and `kill -CONT`. Any thread.
  void signal(Side side, String signal) throws IOException {
    synchronized (programs) {
      Program program = programs.get(side);
      if (program != null && program.isRunning()) {
        var _ = new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid())).start();
      }
    }
  }

  /// Starts a dead program once while its data folder is read-only: it has to say so and end.
  void startReadOnly(Side side) {
    bury(side);
    String data = data(side).toString();
    Program program =
        children.start(
            folder.resolve("said"),
            hooks(side),
            org.shuttersend.testkit.Sandbox.starter(
                "mount --bind '%s' '%s'\nmount -o remount,bind,ro '%s'"
                    .formatted(data, data, data)),
            arguments(side));
    int code = program.await();
    if (code != 2 || program.errors().size() != 1) {
      surprises.add(
          "with a read-only data folder the %s ended with %d and said %s"
              .formatted(side, code, program.errors()));
    }
  }

  /// The last lines of both programs' logs.
  List<String> tails(int lines) throws IOException {
    var tails = new ArrayList<String>();
    for (Side side : Side.values()) {
      Path log = disks.seen(data(side)).resolve("logs/shuttersend.log");
      if (Files.exists(log)) {
        List<String> all = Files.readAllLines(log);
        tails.add("--- log of the " + side);
        tails.addAll(all.subList(Math.max(0, all.size() - lines), all.size()));
      }
    }
    return tails;
  }

  @Override
  public void close() {
    for (Side side : Side.values()) {
      kill(side);
    }
    proxy.close();
    disks.close();
  }
}
