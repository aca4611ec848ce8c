package org.shuttersend.chaos.child;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/// What a woven program calls: at its kill points, and in place of the few calls by which it makes
/// things durable or asks for the time. Does nothing but what was asked where the environment does
/// not name a folder.
public final class Hooks {
  /// Names the folder of the control file and the journal.
  public static final String VARIABLE = "SHUTTERSEND_CHAOS";

  public static final String CONTROL = "control";
  public static final String JOURNAL = "journal";

  /// As the shell tells of a program that was ended by `kill -9`.
  public static final int KILLED = 137;

  private static final Optional<Path> FOLDER =
      Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);
  private static final Optional<Control> CONTROLLED =
      FOLDER.map(folder -> Control.open(folder.resolve(CONTROL)));
  private static final Optional<Journal> JOURNALED =
      FOLDER.map(folder -> new Journal(folder.resolve(JOURNAL)));

  private static final Map<FileChannel, Path> OPEN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Hooks() {}

  /// The program comes by a kill point.
  public static void at(int point) {
    if (CONTROLLED.isPresent() && CONTROLLED.get().isDue(point)) {
      CONTROLLED.get().fire(point);
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private static void write(Object... fields) throws IOException {
    if (JOURNALED.isPresent()) {
      JOURNALED.get().write(fields);
    }
  }

  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    boolean fresh =
        Arrays.asList(options).contains(StandardOpenOption.CREATE)
            && Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, options);
    OPEN.put(channel, file);
    if (fresh) {
      write("C", file.toAbsolutePath());
    }
    return channel;
  }

  public static void force(FileChannel channel, boolean metadata) throws IOException {
    Path file = Optional.ofNullable(OPEN.get(channel)).orElseThrow().toAbsolutePath();
    boolean folder = Files.isDirectory(file);
    long before = folder ? JOURNALED.map(Journal::position).orElse(0L) : channel.size();
    channel.force(metadata);
    write(folder ? "D" : "S", file, before);
  }

  public static Path move(Path from, Path to, CopyOption... options) throws IOException {
    write("M", from.toAbsolutePath(), to.toAbsolutePath());
    return Files.move(from, to, options);
  }

  public static void delete(Path file) throws IOException {
    write("X", file.toAbsolutePath());
    Files.delete(file);
  }

  public static boolean deleteIfExists(Path file) throws IOException {
    write("X", file.toAbsolutePath());
    return Files.deleteIfExists(file);
  }

  public static Path createDirectory(Path folder, FileAttribute<?>... attributes)
      throws IOException {
    Path made = Files.createDirectory(folder, attributes);
    write("K", folder.toAbsolutePath());
    return made;
  }

  public static Path createDirectories(Path folder, FileAttribute<?>... attributes)
      throws IOException {
    var missing = new ArrayDeque<Path>();
    for (Path above = folder.toAbsolutePath();
        above != null && Files.notExists(above);
        above = above.getParent()) {
      missing.push(above);
    }
    Path made = Files.createDirectories(folder, attributes);
    for (Path one : missing) {
      write("K", one);
    }
    return made;
  }

  /// The system's clock, moved as the control file says.
  public static Clock clock(ZoneId zone) {
    return CONTROLLED
        .<Clock>map(control -> new Moved(Clock.system(zone), control))
        .orElseGet(() -> Clock.system(zone));
  }

  private static final class Moved extends Clock {
    private final Clock clock;
    private final Control control;

    Moved(Clock clock, Control control) {
      this.clock = clock;
      this.control = control;
    }

    @Override
    public Instant instant() {
      return clock.instant().plus(Duration.ofMillis(control.offset()));
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new Moved(clock.withZone(zone), control);
    }
  }
}
