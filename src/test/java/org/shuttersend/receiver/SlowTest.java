package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Clients that take for ever, and those that are too many.
class SlowTest extends StrictReceiver {
  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), rig.receiver().address().getPort());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private Socket patching(String location, int length) throws IOException {
    Socket socket = connect();
    write(
        socket,
        "PATCH "
            + location
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + Rig.TOKEN
            + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
            + "Upload-Offset: 0\r\nContent-Length: "
            + length
            + "\r\n\r\n");
    return socket;
  }

  private void awaitOffset(String location, int offset) {
    await()
        .until(() -> header(rig.head(location), "Upload-Offset").equals(Integer.toString(offset)));
  }

  /// Time passes as often as it takes: the server may hear of the connection late.
  @Test
  void aHeadThatTricklesInIsNotWaitedFor() throws Exception {
    try (Socket slow = connect();
        Socket quick = connect()) {
      write(slow, "GET /healthz HTTP/1.1\r\nHost: ");
      var ended = CompletableFuture.supplyAsync(() -> isEnded(slow));
      await()
          .until(() -> {
            clock.advance(Duration.ofSeconds(5));
            trickle(slow, (byte) 'x');
            write(quick, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer(quick)).as("heard of since").contains("HTTP/1.1 200 OK");
            return ended.isDone();
          });
      assertThat(ended.join()).as("without an answer").isTrue();
    }
  }

  private static void trickle(Socket socket, byte one) {
    try {
      socket.getOutputStream().write(one);
    } catch (IOException e) {
      // It has been ended.
    }
  }

  private static String answer(Socket socket) throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith("}")) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        break;
      }
      text.append((char) c);
    }
    return text.toString();
  }

  @Test
  void aBodyThatTricklesInIsGivenUpAndWhatCameIsKept() throws Exception {
    byte[] content = photo(1, 100_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    try (Socket socket = patching(location, 100_000)) {
      socket.getOutputStream().write(content, 0, 14_000);
      awaitOffset(location, 14_000);
      var answer = CompletableFuture.supplyAsync(() -> all(socket));
      var next = new AtomicInteger(14_000);
      await()
          .until(() -> {
            clock.advance(Duration.ofSeconds(31));
            trickle(socket, content[next.getAndIncrement()]);
            return answer.isDone();
          });
      // Bytes on their way when the connection ends can take the answer with them.
      assertThat(answer.join())
          .satisfiesAnyOf(
              text -> assertThat(text).isEmpty(),
              text -> assertThat(text).contains("HTTP/1.1 408", "problem+json", "too_slow"));
    }
    int kept = Integer.parseInt(header(rig.head(location), "Upload-Offset"));
    assertThat(kept).isBetween(14_001, 14_100);
    assertThat(rig.patch(location, kept, Arrays.copyOfRange(content, kept, 100_000)).statusCode())
        .isEqualTo(204);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(content);
  }

  /// What came, until the other side ended it in whatever way.
  private static String all(Socket socket) {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (IOException e) {
      // Reset.
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBodyThatPausesAndGoesOnIsTaken() throws Exception {
    byte[] content = photo(2, 40_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    try (Socket socket = patching(location, 40_000)) {
      socket.getOutputStream().write(content, 0, 20_000);
      awaitOffset(location, 20_000);
      clock.advance(Duration.ofSeconds(31));
      socket.getOutputStream().write(content, 20_000, 20_000);
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 204");
    }
  }

  @Test
  void oneAddressHasSoManyConnectionsAndNoMore() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS_OF_ONE; i++) {
        Socket socket = connect();
        sockets.add(socket);
        write(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      try (Socket oneMore = connect()) {
        assertThat(isEnded(oneMore)).isTrue();
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await()
        .until(() -> {
          try (Socket again = connect()) {
            write(again, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            return again.getInputStream().read() == 'H';
          } catch (IOException e) {
            return false;
          }
        });
  }
}
