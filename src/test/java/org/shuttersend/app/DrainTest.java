package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.Program;

/// The real receiver, told to end in the middle of an upload.
class DrainTest {
  private static final int SIZE = 400_000;

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpRequest.Builder tus(Studio studio, String path) throws IOException {
    return HttpRequest.newBuilder(URI.create(studio.address() + path))
        .header("Authorization", "Bearer " + Files.readString(studio.token()).strip())
        .header("Tus-Resumable", "1.0.0");
  }

  private String offset(Studio studio, String location) throws Exception {
    HttpResponse<Void> answer =
        client.send(tus(studio, location).HEAD().build(), BodyHandlers.discarding());
    return answer.headers().firstValue("Upload-Offset").orElse("");
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var text = new StringBuilder();
    int c;
    while (!text.toString().endsWith("}") && (c = in.read()) >= 0) {
      text.append((char) c);
    }
    return text.toString();
  }

  /// Until it hears of its end, it answers as always.
  ///
  /// @return what it says then; nothing if it hung up first, as on any connection nobody uses
  private static String lastAnswer(Socket socket, String ask) {
    try {
      String last = "";
      while (!last.contains(" 503 ")) {
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
        last = answer(socket);
        if (last.isEmpty()) {
          return last;
        }
      }
      return last;
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void aReceiverThatEndsSaysSoAndKeepsWhatCame() throws Exception {
    byte[] photo = new byte[SIZE];
    new Random(1).nextBytes(photo);
    try (var studio = new Studio(temp)) {
      Program receiver = studio.receive();
      HttpResponse<Void> created =
          client.send(
              tus(studio, "/api/uploads")
                  .header("Upload-Length", Integer.toString(SIZE))
                  .POST(BodyPublishers.noBody())
                  .build(),
              BodyHandlers.discarding());
      String location = created.headers().firstValue("Location").orElseThrow();
      int port = Integer.parseInt(studio.port());
      try (var upload = new Socket(InetAddress.getLoopbackAddress(), port);
          var waiting = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String ask = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";
        waiting.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(waiting)).contains("200 OK", "\"status\":\"ready\"");
        String head =
            "PATCH "
                + location
                + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                + "Content-Type: application/offset+octet-stream\r\nContent-Length: "
                + SIZE
                + "\r\nAuthorization: Bearer "
                + Files.readString(studio.token()).strip()
                + "\r\n\r\n";
        upload.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        upload.getOutputStream().write(photo, 0, SIZE / 2);
        await().until(() -> offset(studio, location).equals(Integer.toString(SIZE / 2)));

        receiver.terminate();
        String last = lastAnswer(waiting, ask);
        if (!last.isEmpty()) {
          assertThat(last).contains("problem+json", "\"code\":\"draining\"", "Retry-After: 5");
        }
        assertThat(receiver.await()).isEqualTo(143);
      }
      assertThat(receiver.output()).anyMatch(line -> line.startsWith("Stopped."));
      studio.receive();
      assertThat(offset(studio, location)).isEqualTo(Integer.toString(SIZE / 2));
      HttpResponse<Void> rest =
          client.send(
              tus(studio, location)
                  .header("Content-Type", "application/offset+octet-stream")
                  .header("Upload-Offset", Integer.toString(SIZE / 2))
                  .method("PATCH", BodyPublishers.ofByteArray(photo, SIZE / 2, SIZE / 2))
                  .build(),
              BodyHandlers.discarding());
      assertThat(rest.statusCode()).isEqualTo(204);
    }
  }
}
