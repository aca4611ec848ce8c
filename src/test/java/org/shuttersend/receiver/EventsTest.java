package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
  private static final String ENDED = "the stream ended";

  @TempDir private Path base;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(base);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /// Listens until the stream ends; the lines come in as they are sent.
  private List<String> listen(String... headers) {
    var lines = new CopyOnWriteArrayList<String>();
    HttpRequest.Builder request = rig.request("/api/events");
    if (headers.length > 0) {
      request.headers(headers);
    }
    Thread.ofVirtual()
        .start(() -> {
          try (Stream<String> body =
              rig.client().send(request.build(), BodyHandlers.ofLines()).body()) {
            body.forEach(lines::add);
            lines.add(ENDED);
          } catch (Exception e) {
            lines.add(ENDED + e.getMessage());
          }
        });
    return lines;
  }

  private static void awaitLine(List<String> lines, String part) {
    await().until(() -> lines.stream().anyMatch(line -> line.contains(part)));
  }

  @Test
  void aListenerHearsOfTheQueueAtOnceAndOfEachChange() throws Exception {
    List<String> lines = listen();
    awaitLine(lines, "\"current_queue_size\":0");
    assertThat(lines.getFirst()).isEqualTo("retry: 3000");
    assertThat(lines).contains("event: queue");

    String job = header(rig.upload("k1", "a.jpg", photo(1, 10)), "Shuttersend-Job");
    awaitLine(lines, "\"state\":\"done\"");
    assertThat(lines.stream().filter(line -> line.contains(job)).map(EventsTest::state))
        .containsExactly("queued", "running", "done");
    assertThat(lines).contains("id: 1", "id: 2", "id: 3");
    awaitLine(lines, "\"total_processed\":1");
  }

  @Test
  void aListenerThatComesBackGetsWhatItMissed() throws Exception {
    rig.upload("k1", "a.jpg", photo(1, 10));
    await().until(() -> rig.queue().totalProcessed() == 1);
    List<String> lines = listen("Last-Event-ID", "1");
    awaitLine(lines, "\"state\":\"done\"");
    assertThat(lines).contains("id: 2", "id: 3").doesNotContain("id: 1", "event: reset");
    rig.upload("k2", "b.jpg", photo(2, 10));
    awaitLine(lines, "id: 6");
    assertThat(lines.stream().filter(line -> line.startsWith("id: ")))
        .containsExactly("id: 2", "id: 3", "id: 4", "id: 5", "id: 6");
  }

  @Test
  void aCursorFromAnotherTimeIsReset() {
    List<String> lines = listen("Last-Event-ID", "4711");
    awaitLine(lines, "event: reset");
  }

  @Test
  void closingEndsTheStreams() throws Exception {
    List<String> lines = listen();
    awaitLine(lines, "queue");
    rig.restart();
    awaitLine(lines, ENDED);
  }

  private static String state(String line) {
    int start = line.indexOf("\"state\":\"") + 9;
    return line.substring(start, line.indexOf('"', start));
  }
}
