package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Requests of every kind of nonsense: each is answered as one, and leaves nothing behind.
class MalformedTest extends RunningReceiver {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
  private static final Path FILES = Path.of("/proc/self/fd");

  /// What the machine opens by itself in the meantime, such as its own modules.
  private static final int FEW = 4;

  @Test
  void fiveHundredAreAnsweredAsTheyDeserve() throws Exception {
    send(new Malformed(2026, Rig.TOKEN), 500);
  }

  @Test
  @Tag("stress")
  void twentyThousandAreAnsweredAsTheyDeserve() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      send(new Malformed(seed, Rig.TOKEN), 1_000);
    }
  }

  private void send(Malformed malformed, int count) throws Exception {
    rig.upload("first", "first.jpg", photo(1, 1_000));
    malformed.take(20).forEach(this::answer);
    List<String> outside = outside();
    List<String> stored = rig.files();
    long files = files();
    int threads = threads();

    var wrong = new ArrayList<String>();
    Map<String, Integer> counts = new TreeMap<>();
    int cut = 0;
    for (Malformed.Request request : malformed.take(count)) {
      String answer = answer(request);
      if (request.cut()) {
        cut++;
        continue;
      }
      Matcher status = STATUS.matcher(answer);
      String code = status.lookingAt() ? status.group(1) : "none";
      counts.merge(request.kind() + " " + code, 1, Integer::sum);
      if (!code.startsWith("4") || !answer.contains("application/problem+json")) {
        wrong.add(code + " for " + request + "\n" + answer);
      }
    }
    System.out.printf("%d malformed requests, %d of them cut: %s%n", count, cut, counts);

    assertThat(wrong).isEmpty();
    assertThat(outside()).isEqualTo(outside);
    assertThat(rig.files()).isEqualTo(stored).contains("Hot/first.jpg");
    await().until(() -> files() <= files + FEW);
    await().until(() -> threads() <= threads + FEW);
    assertThat(rig.upload("last", "last.jpg", photo(2, 1_000)).statusCode()).isEqualTo(201);
  }

  private String answer(Malformed.Request request) {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), rig.receiver().address().getPort())) {
      Thread writer = Thread.startVirtualThread(() -> write(socket, request));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      writer.join();
      return answer;
    } catch (IOException e) {
      return "none: " + e.getMessage();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Socket socket, Malformed.Request request) {
    try {
      socket.getOutputStream().write(request.text().getBytes(StandardCharsets.ISO_8859_1));
      // Nothing more comes: the server need not wait for it.
      socket.shutdownOutput();
    } catch (IOException e) {
      // It was answered, and ended, before it had said all.
    }
  }

  /// Everything beside the folder photos arrive in.
  private List<String> outside() throws IOException {
    try (var all = Files.walk(base)) {
      return all.filter(file -> !file.startsWith(rig.into())).map(Path::toString).sorted().toList();
    }
  }

  private static long files() throws IOException {
    try (var open = Files.list(FILES)) {
      return open.count();
    }
  }

  private static int threads() {
    return Thread.getAllStackTraces().size();
  }
}
