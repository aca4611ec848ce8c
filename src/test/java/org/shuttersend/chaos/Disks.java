package org.shuttersend.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.shuttersend.testkit.Program;

/// Where the programs' folders lie: on the machine's own disk, or each on a small one that can be
/// filled. Small ones are mounts in a namespace that a program of ours holds open, so that they
/// outlive the programs that are killed.
final class Disks implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final List<Program> holders;
  private final Map<Path, Integer> megabytes;

  private Disks(List<Program> holders, Map<Path, Integer> megabytes) {
    this.holders = holders;
    this.megabytes = megabytes;
  }

  static Disks machine() {
    return new Disks(List.of(), Map.of());
  }

  /// @param megabytes of each folder's disk
  static Disks small(Path temp, Map<Path, Integer> megabytes) {
    var script = new StringBuilder();
    megabytes.forEach((folder, size) ->
        script.append("mount -t tmpfs -o size=%dm disk '%s'\n".formatted(size, folder)));
    script.append("echo mounted\nexec sleep 1000000\n");
    Program holder =
        Program.start(
            temp, Map.of(), List.of("unshare", "-Urm", "sh", "-e", "-c", script.toString()));
    await().until(() -> !holder.output().isEmpty() || !holder.isRunning());
    if (!holder.isRunning()) {
      throw new AssertionError("no small disks: " + holder.errors());
    }
    return new Disks(List.of(holder), Map.copyOf(megabytes));
  }

  boolean areSmall() {
    return !holders.isEmpty();
  }

  /// A command that starts the command given to it where the disks are seen.
  List<String> starter() {
    return areSmall()
        ? List.of(
            "nsenter",
            "--target",
            Long.toString(holders.getFirst().pid()),
            "--user",
            "--mount",
            "--preserve-credentials")
        : List.of();
  }

  /// The same file as it is seen from here.
  Path seen(Path file) {
    return areSmall()
        ? Path.of("/proc/" + holders.getFirst().pid() + "/root" + file.toAbsolutePath())
        : file;
  }

  /// Leaves only so many bytes of a folder's disk free.
  void fill(Path folder, long left) {
    Path ballast = seen(folder).resolve("ballast");
    try (FileChannel channel =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (Files.getFileStore(ballast).getUsableSpace() > left) {
        long over = Files.getFileStore(ballast).getUsableSpace() - left;
        channel.write(ByteBuffer.allocate((int) Math.min(BLOCK, over)));
      }
    } catch (IOException e) {
      // Full by now: a program was faster.
    }
  }

  void empty() {
    try {
      for (Path folder : megabytes.keySet()) {
        Files.deleteIfExists(seen(folder).resolve("ballast"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    holders.forEach(Program::close);
  }
}
