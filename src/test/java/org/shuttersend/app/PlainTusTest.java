package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.FaultyProxy;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.PlainTusServer;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.WireFault;

/// The real program and a server nobody here wrote, over a network that breaks: no check, no jobs,
/// no queue, no key by which it would know a photo again.
class PlainTusTest {
  private static final int SMALLEST = 20_000;
  private static final int MORE = 200_000;
  private static final int LARGE = 6 * 1024 * 1024;

  @TempDir Path temp;

  private final Random random = new Random(27);

  @Test
  void sixtyPhotosArriveOnceByteForByteThroughCuts() throws IOException {
    arrive(60, 2);
  }

  @Test
  @Tag("stress")
  void fiveHundredPhotosArriveOnceByteForByteThroughCuts() throws IOException {
    arrive(500, 10);
  }

  private void arrive(int photos, int large) throws IOException {
    Path hot = Files.createDirectory(temp.resolve("Hot"));
    var sent = new HashSet<ContentHash>();
    for (int i = 0; i < photos; i++) {
      Path photo = hot.resolve("day %d/%d.jpg".formatted(i % 7, i));
      Files.createDirectories(photo.getParent());
      byte[] content = new byte[i < large ? LARGE + i : SMALLEST + random.nextInt(MORE)];
      random.nextBytes(content);
      Files.write(photo, content);
      sent.add(HotFolders.hash(photo));
    }
    Path token =
        Files.createFile(
            temp.resolve("token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, "nobody-asks-for-this-one");
    try (var server = new PlainTusServer(temp);
        var proxy = new FaultyProxy(server.port())) {
      int faults = cut(proxy, photos);
      proxy.listen();
      try (Program watch =
          Program.start(
              temp,
              "watch",
              hot.toString(),
              "--to",
              proxy.url() + "/files",
              "--token-file",
              token.toString(),
              "--data",
              temp.resolve("data").toString(),
              "--once",
              "--json")) {
        assertThat(watch.await()).as("%s %s", watch.output(), watch.errors()).isZero();
        assertThat(watch.output().getLast()).contains("\"delivered\":" + photos, "\"attention\":0");
      }
      assertThat(arrived(server.files())).containsExactlyInAnyOrderElementsOf(sent);
      System.out.printf(
          "%d photos to a plain tus server: %d requests, %d faults on the way%n",
          photos, proxy.requests(), faults);
    }
  }

  /// @return how many faults wait for their requests
  private int cut(FaultyProxy proxy, int photos) {
    int faults = 0;
    for (int at = 2; at < photos; at += 5) {
      proxy.fault(
          Set.of("PATCH"), "/files", at, new WireFault.CutRequest(random.nextInt(SMALLEST)));
      proxy.fault(
          Set.of("PATCH"), "/files", at + 1, new WireFault.CutAnswer(random.nextInt(2) * 30L));
      proxy.fault(
          Set.of("POST"), "/files", at + 2, new WireFault.CutAnswer(random.nextInt(2) * 30L));
      faults += 3;
    }
    proxy.fault(Set.of("HEAD"), "/files", 1, new WireFault.CutAnswer(0));
    proxy.fault(Set.of("PATCH"), "/files", 0, new WireFault.CutRequest(LARGE / 2));
    return faults + 2;
  }

  /// The hashes of all uploads that are there as a whole. A place whose creation was not heard of
  /// stays empty.
  private static List<ContentHash> arrived(Path files) throws IOException {
    try (var all = Files.list(files)) {
      return all.filter(file -> !file.toString().endsWith(".json"))
          .filter(file -> file.toFile().length() > 0)
          .map(HotFolders::hash)
          .toList();
    }
  }
}
