package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;
import static org.shuttersend.receiver.Rig.sha256;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuttersend.wire.UploadMetadata;

/// Bodies that stop in their midst, and two requests for one upload.
class CutTest extends RunningReceiver {

  /// A request whose body stops where the caller stops writing.
  private Socket begin(String method, String path, String headers, long length) throws Exception {
    var socket = new Socket(InetAddress.getLoopbackAddress(), rig.receiver().address().getPort());
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + Rig.TOKEN
            + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
            + "Content-Length: "
            + length
            + "\r\n"
            + headers
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void aCutBodyKeepsTheBytesThatCame() throws Exception {
    byte[] content = photo(1, 500_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    try (Socket socket = begin("PATCH", location, "Upload-Offset: 0\r\n", 500_000)) {
      socket.getOutputStream().write(content, 0, 300_000);
    }
    await().until(() -> header(rig.head(location), "Upload-Offset").equals("300000"));
    await()
        .until(() ->
            rig.patch(location, 300_000, Arrays.copyOfRange(content, 300_000, 500_000)).statusCode()
                == 204);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(content);
  }

  @Test
  void aCutCreationIsFoundByItsKey() throws Exception {
    byte[] content = photo(2, 400_000);
    String metadata =
        new UploadMetadata(Map.of("folder", "Hot", "filename", "a.jpg", "sha256", sha256(content)))
            .header();
    String headers =
        "Idempotency-Key: k1\r\nUpload-Length: 400000\r\nUpload-Metadata: " + metadata + "\r\n";
    try (Socket socket = begin("POST", "/api/uploads", headers, 400_000)) {
      socket.getOutputStream().write(content, 0, 100_000);
      await().until(() -> !rig.uploads().isEmpty()); // or the question below could come first
    }
    await()
        .until(() -> header(rig.create("k1", "a.jpg", content), "Upload-Offset").equals("100000"));
    HttpResponse<String> whole = rig.upload("k1", "a.jpg", content);
    assertThat(header(whole, "Shuttersend-Sha256")).isEqualTo(sha256(content));
    assertThat(rig.uploads()).isEmpty();
  }

  @Test
  void oneUploadIsUsedByOneRequestAtATime() throws Exception {
    byte[] content = photo(3, 200_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    try (Socket socket = begin("PATCH", location, "Upload-Offset: 0\r\n", 200_000)) {
      socket.getOutputStream().write(content, 0, 100_000);
      await().until(() -> header(rig.head(location), "Upload-Offset").equals("100000"));
      assertThat(rig.patch(location, 100_000, photo(1, 10)).statusCode()).isEqualTo(423);
      assertThat(rig.send(rig.tus(location).DELETE()).statusCode()).isEqualTo(423);
      assertThat(rig.create("k1", "a.jpg", content).statusCode()).isEqualTo(423);
      socket.getOutputStream().write(content, 100_000, 100_000);
      assertThat(firstLine(socket)).contains("204");
    }
    assertThat(rig.stored("a.jpg")).hasBinaryContent(content);
  }

  @Test
  void closingKeepsTheBytesOfARunningUpload() throws Exception {
    byte[] content = photo(4, 200_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    try (Socket socket = begin("PATCH", location, "Upload-Offset: 0\r\n", 200_000)) {
      socket.getOutputStream().write(content, 0, 150_000);
      await().until(() -> header(rig.head(location), "Upload-Offset").equals("150000"));
      rig.restart();
    }
    assertThat(header(rig.head(location), "Upload-Offset")).isEqualTo("150000");
    assertThat(
            rig.patch(location, 150_000, Arrays.copyOfRange(content, 150_000, 200_000))
                .statusCode())
        .isEqualTo(204);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(content);
  }

  @Test
  void aBodyRefusedEarlyStillGetsItsAnswer() throws Exception {
    try (Socket socket = begin("POST", "/api/uploads", "Upload-Length: x\r\n", 5_000_000)) {
      byte[] block = new byte[50_000];
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(block);
      }
      assertThat(firstLine(socket)).contains("400");
    }
  }

  private static String firstLine(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    byte[] start = in.readNBytes(16);
    return new String(start, StandardCharsets.US_ASCII);
  }
}
