package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.TusJsClient;
import org.shuttersend.wire.Json;

/// A client that nobody here wrote feeds the receiver.
class OtherClientTest extends RunningReceiver {
  private static final int SIZE = 3_000_000;
  private static final List<String> SENT =
      List.of("whole.bin", "with-creation.bin", "pieces.bin", "between.bin", "within.bin");

  /// @param sent bytes the client had sent when it ended by itself
  record Outcome(String name, String end, int status, String url, long sent) {}

  private final Map<String, ContentHash> files = new TreeMap<>();

  private final Map<String, Outcome> outcomes = new TreeMap<>();

  private Outcome of(String name) {
    return Objects.requireNonNull(outcomes.get(name), name);
  }

  private Path filled() throws IOException {
    Path folder = Files.createDirectory(base.resolve("to send"));
    var random = new Random(43);
    var names = new ArrayList<>(SENT);
    names.addAll(List.of("given-up.bin", "left.bin", "parallel.bin", "stranger.bin"));
    for (String name : names) {
      // The one that is cut within is too long for the buffers on its way.
      byte[] content = new byte[(name.equals("within.bin") ? 10 * SIZE : SIZE) + names.size()];
      random.nextBytes(content);
      Path file = Files.write(folder.resolve(name), content);
      files.put(name, HotFolders.hash(file));
    }
    Files.createFile(folder.resolve("empty.bin"));
    return folder;
  }

  @Test
  void tusJsClientUploadsAbortsResumesAndTerminates() throws Exception {
    Path folder = filled();
    try (Program client =
        TusJsClient.start(base, rig.uri("/api/uploads").toString(), Rig.TOKEN, folder)) {
      assertThat(client.await()).as("%s %s", client.output(), client.errors()).isZero();
      client.output().stream()
          .map(line -> Json.read(line, Outcome.class))
          .forEach(outcome -> outcomes.put(outcome.name(), outcome));
    }
    var ends = new TreeMap<String, String>();
    outcomes.forEach((name, outcome) -> ends.put(name, outcome.end()));
    assertThat(ends)
        .contains(
            entry("between pieces", "aborted"),
            entry("within", "aborted"),
            entry("given up", "terminated"),
            entry("left", "terminated"),
            entry("empty.bin", "sent"),
            entry("parallel", "failed"),
            entry("stranger", "failed"));

    // Byte for byte, each once; what was given up, or never allowed, has left nothing.
    for (String name : SENT) {
      assertThat(ends).contains(entry(name, "sent"));
      assertThat(HotFolders.hash(rig.into().resolve(Rig.USER).resolve("Uploads").resolve(name)))
          .isEqualTo(files.get(name));
    }
    var stored = new ArrayList<String>();
    SENT.forEach(name -> stored.add("Uploads/" + name));
    stored.add("Uploads/empty.bin");
    assertThat(rig.files()).containsExactlyInAnyOrderElementsOf(stored);
    assertThat(rig.uploads()).isEmpty();

    // It went on where it was, in the upload it had begun.
    for (String name : List.of("between", "within")) {
      Outcome before = of(name.equals("between") ? "between pieces" : name);
      assertThat(of(name + ".bin").url()).isEqualTo(before.url());
      assertThat(before.sent()).isBetween(1L, 10L * SIZE);
    }
    for (String name : List.of("given up", "left")) {
      String path = URI.create(of(name).url()).getPath();
      assertThat(rig.head(path).statusCode()).isEqualTo(404);
    }
    assertThat(of("parallel").status()).isEqualTo(400);
    assertThat(of("stranger").status()).isEqualTo(401);
  }
}
