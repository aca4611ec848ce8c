package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.testkit.EventSource;

/// A listener that stops reading, over a real socket.
class SlowListenerTest {
  private static final int PAGES = 40;
  private static final int PAGE = 100;
  private static final String LONG = "x".repeat(4000);

  @TempDir private Path base;

  /// Takes little at a time, and after the first line nothing.
  private static Socket deaf(Rig rig) throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.uri("/").getPort()));
    socket
        .getOutputStream()
        .write(
            "GET /api/events HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(Rig.TOKEN)
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  /// More than all buffers between them hold; each page is heard by who listens before the next.
  private static void tellMuch(Rig rig, EventSource listener) throws Exception {
    try (Database database =
        Database.open(rig.data().resolve("receiver.db"), Store.SCHEMA, "other-writer")) {
      for (int page = 1; page <= PAGES; page++) {
        String data = "{\"page\":%d,\"text\":\"%s\"}".formatted(page, LONG);
        boolean _ =
            database.write(session -> {
              for (int i = 0; i < PAGE; i++) {
                ChangeBook.add(session, Rig.USER, data);
              }
              return true;
            });
        // A change of the receiver's own wakes it.
        assertThat(
                rig.send(
                        rig.request("/api/deliveries")
                            .POST(BodyPublishers.ofString("{\"name\":\"x\"}")))
                    .statusCode())
            .isEqualTo(201);
        int told = page * (PAGE + 1);
        await().until(() -> listener.events("delivery").size() >= told);
      }
    }
  }

  @Test
  void oneThatReadsSlowlyIsResetAndTheOthersHearEverything() throws Exception {
    try (var rig = new Rig(base, Clock.systemUTC(), Notifier.Options.NONE, Duration.ofMinutes(2));
        var listener = new EventSource(rig.uri("/api/events"), Rig.TOKEN);
        Socket slow = deaf(rig)) {
      await().until(() -> !listener.events("queue").isEmpty());
      await().until(() -> rig.receiver().listeners() == 2);
      tellMuch(rig, listener);
      assertThat(listener.events("reset")).isEmpty();
      assertThat(listener.events("delivery")).hasSize(PAGES * (PAGE + 1));

      // It reads on: what was kept for it is little, and the first of it says that more is lost.
      var lines =
          new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
      int heard = 0;
      String line = lines.readLine();
      while (line != null && !line.equals("event: reset")) {
        heard += line.equals("event: delivery") ? 1 : 0;
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("event: reset");
      assertThat(heard).isLessThan(PAGES * PAGE - 1024);
      assertThat(listener.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneThatReadsNoMoreIsHungUpOnAndLeavesNoThread() throws Exception {
    try (var rig = new Rig(base, Clock.systemUTC(), Notifier.Options.NONE, Duration.ofMillis(500));
        var listener = new EventSource(rig.uri("/api/events"), Rig.TOKEN);
        Socket _ = deaf(rig)) {
      await().until(() -> rig.receiver().listeners() == 2);
      tellMuch(rig, listener);
      await().until(() -> rig.receiver().listeners() == 1);
    }
  }
}
