package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.shuttersend.receiver.Rig.bytes;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;
import static org.shuttersend.receiver.Rig.sha256;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.wire.Capabilities;
import org.shuttersend.wire.Check;
import org.shuttersend.wire.Json;

class ServiceTest {
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

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("Exception");
  }

  @Test
  void onlyHealthIsToldToStrangers() throws Exception {
    assertThat(rig.send(HttpRequest.newBuilder(rig.uri("/healthz"))).statusCode()).isEqualTo(200);
    assertProblem(rig.send(HttpRequest.newBuilder(rig.uri("/api/capabilities"))), 401);
    assertProblem(rig.send(HttpRequest.newBuilder(rig.uri("/nowhere"))), 401);
    assertProblem(
        rig.send(
            HttpRequest.newBuilder(rig.uri("/api/jobs")).header("Authorization", "Bearer wrong")),
        401);
  }

  @Test
  void errorsAreProblems() throws Exception {
    assertProblem(rig.get("/nowhere"), 404);
    HttpResponse<String> method = rig.send(rig.request("/api/uploads").DELETE());
    assertProblem(method, 405);
    assertThat(header(method, "Allow")).isEqualTo("OPTIONS, POST");
    assertProblem(rig.get("/api/jobs?limit=x"), 400);
    assertProblem(
        rig.send(rig.request("/api/photos/check").POST(BodyPublishers.ofString("{"))), 400);
    for (String line :
        List.of("GET nonsense", "GET /a%2Fb HTTP/1.1\r\nHost: x\r\nConnection: close", "FOO")) {
      try (var socket =
          new Socket(InetAddress.getLoopbackAddress(), rig.receiver().address().getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .containsPattern("HTTP/1.1 (400|505)")
            .contains("problem+json")
            .doesNotContain("<html", "Exception");
      }
    }
  }

  @Test
  void theInstanceIsTheDataFolders() throws Exception {
    var first = Json.read(rig.get("/api/capabilities").body(), Capabilities.class);
    rig.restart();
    var second = Json.read(rig.get("/api/capabilities").body(), Capabilities.class);
    assertThat(second).isEqualTo(first);
    assertThat(first.limits().queueCapacity()).isEqualTo(1000);
    assertThat(first.instance()).hasSize(36);
  }

  @Test
  void aPortInUseIsSaid() {
    var options =
        new Receiver.Options(
            base.resolve("other"),
            base.resolve("data"),
            "u",
            "t",
            rig.receiver().address().getPort(),
            1,
            1);
    assertThatThrownBy(() -> Receiver.start(options, Clock.systemUTC()).close())
        .isInstanceOf(BindException.class)
        .hasMessageContaining("in use");
  }

  @Test
  void aCheckTellsWhatToSend() throws Exception {
    byte[] had = photo(1, 100);
    byte[] half = photo(2, 100);
    String job = header(rig.upload("k1", "a.jpg", had), "Shuttersend-Job");
    String location = header(rig.create("k2", "b.jpg", half), "Location");
    rig.patch(location, 0, Arrays.copyOf(half, 40));
    var items = new ArrayList<Check.Item>();
    items.add(new Check.Item("x", sha256(had), 100, "a.jpg"));
    items.add(new Check.Item("k2", sha256(half), 100, "b.jpg"));
    items.add(new Check.Item("k3", sha256(photo(3, 9)), 9, "c.jpg"));
    while (items.size() < 1000) {
      items.add(new Check.Item("n" + items.size(), sha256(photo(9, 9)), 9, "n"));
    }
    HttpResponse<String> answer = rig.post("/api/photos/check", new Check.Request(items));
    List<Check.Answer> answers = Json.read(answer.body(), Check.Response.class).items();
    assertThat(answers).hasSize(1000);
    assertThat(answers.get(0).verdict()).isEqualTo(Check.Verdict.HAVE);
    assertThat(answers.get(0).jobId()).hasValue(job);
    assertThat(answers.get(1)).isEqualTo(Check.Answer.resume("k2", location, 40));
    assertThat(answers.get(2)).isEqualTo(Check.Answer.send("k3"));
    items.add(items.getFirst());
    assertProblem(rig.post("/api/photos/check", new Check.Request(items)), 422);
    assertProblem(rig.post("/api/photos/check", List.of()), 400);
    assertProblem(
        rig.send(
            rig.request("/api/photos/check")
                .POST(BodyPublishers.ofString("{\"items\":[{\"key\":\"a\"}]}"))),
        422);
  }

  @Test
  void aFormIsAccepted() throws Exception {
    byte[] content = photo(5, 300_000);
    HttpResponse<String> first = form(content, "folder", "Hot", "relativePath", "x/été.jpg");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.body()).contains("photo_id", "job_id", sha256(content), "\"duplicate\":false");
    assertThat(rig.stored("x/été.jpg")).hasBinaryContent(content);
    assertThat(form(content).body()).contains("\"duplicate\":true");
    assertThat(form(photo(6, 10)).statusCode()).isEqualTo(202);
    assertThat(rig.files()).containsExactlyInAnyOrder("Hot/x/été.jpg", "Uploads/IMG 1.jpg");
    assertProblem(form(photo(7, 10), "sha256", sha256(content)), 460);
    assertProblem(form(photo(7, 10), "folder", "../x"), 422);
    assertProblem(rig.post("/api/photos", List.of()), 415);
    assertProblem(
        rig.send(
            rig.request("/api/photos")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString("--b\r\nhalf"))),
        400);
    assertThat(rig.uploads()).isEmpty();
  }

  /// The file first, as `curl -F file=@… -F folder=…` sends it.
  private HttpResponse<String> form(byte[] content, String... fields) throws Exception {
    var body = new ByteArrayOutputStream();
    body.write(
        bytes(
            """
            --b0und\r
            Content-Disposition: form-data; name="file"; filename="IMG 1.jpg"\r
            Content-Type: image/jpeg\r
            \r
            """));
    body.write(content);
    for (int i = 0; i < fields.length; i += 2) {
      body.write(bytes("\r\n--b0und\r\nContent-Disposition: form-data; name="));
      body.write(bytes(fields[i] + "\r\n\r\n" + fields[i + 1]));
    }
    body.write(bytes("\r\n--b0und--\r\n"));
    return rig.send(
        rig.request("/api/photos")
            .header("Content-Type", "multipart/form-data; boundary=b0und")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  @Test
  void aFullDiskIsSaidAndTheBytesAreKept() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    byte[] content = photo(8, 200_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    Path file = rig.data().resolve("uploads").resolve(location.substring(13));
    Files.deleteIfExists(file);
    Files.createSymbolicLink(file, full);
    assertProblem(rig.patch(location, 0, content), 507);
    Files.delete(file);
    assertThat(rig.patch(location, 0, content).statusCode()).isEqualTo(204);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(content);
  }
}
