package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.FaultyProxy;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.WireFault;

/// A large photo over a network that breaks off again and again: what arrived is not sent again.
class CutUploadTest {
  private static final int MB = 1_000_000;
  private static final int CUTS = 10;

  @TempDir Path temp;

  @Test
  void aPhotoCutTenTimesIsSentOnce() throws IOException {
    send(20);
  }

  @Test
  @Tag("stress")
  void aLargePhotoCutTenTimesIsSentOnce() throws IOException {
    send(200);
  }

  private void send(int megabytes) throws IOException {
    Path hot = Files.createDirectory(temp.resolve("Hot"));
    Path photo = hot.resolve("large.nef");
    write(photo, megabytes);
    long size = Files.size(photo);
    try (var studio = new Studio(temp)) {
      studio.receive();
      try (var proxy = new FaultyProxy(Integer.parseInt(studio.port()))) {
        for (int i = 0; i < CUTS; i++) {
          proxy.fault(Set.of("PATCH"), "/", 0, new WireFault.CutRequest(size / (CUTS + 1)));
        }
        proxy.listen();
        Program watch =
            studio.start(
                studio.watching(proxy.url(), hot, temp.resolve("data"), "--once", "--json"));
        assertThat(watch.await()).as("%s %s", watch.output(), watch.errors()).isZero();

        assertThat(HotFolders.hash(studio.into().resolve("studio/Hot/large.nef")))
            .isEqualTo(HotFolders.hash(photo));
        long again = proxy.bodyBytes() - size;
        System.out.printf(
            "%d MB cut %d times: %d bytes were sent again, questions included (%.3f %%)%n",
            megabytes, CUTS, again, 100.0 * again / size);
        assertThat(again).isLessThan(size / 100);
      }
    }
  }

  private static void write(Path photo, int megabytes) throws IOException {
    var random = new Random(megabytes);
    byte[] part = new byte[MB];
    try (OutputStream out = Files.newOutputStream(photo)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(part);
        out.write(part);
      }
    }
  }
}
