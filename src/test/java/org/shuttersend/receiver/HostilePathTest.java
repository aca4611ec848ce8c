package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostilePathTest extends RunningReceiver {
  private HttpResponse<String> create(Map<String, String> metadata) throws Exception {
    return rig.send(
        rig.creation("key" + metadata.hashCode(), 3, metadata)
            .header("Content-Type", "application/offset+octet-stream")
            .POST(BodyPublishers.ofString("abc")));
  }

  @Test
  void pathsThatLeadElsewhereAreRefusedInWords() throws Exception {
    for (String path :
        new String[] {
          "/etc/passwd",
          "../x.jpg",
          "a/../../x.jpg",
          "./a.jpg",
          "a//b.jpg",
          "a/",
          "a\0b.jpg",
          "x".repeat(256) + ".jpg",
          "d/".repeat(200) + "a.jpg",
          ("d".repeat(200) + "/").repeat(20) + "a.jpg",
          "d/".repeat(2048) + "a.jpg"
        }) {
      HttpResponse<String> answer = create(Map.of("folder", "Hot", "relativePath", path));
      assertThat(answer.statusCode()).as(path).isEqualTo(422);
      assertThat(answer.body()).as(path).contains("path is not accepted").contains("detail");
      assertThat(answer.body())
          .as(path)
          .containsPattern(
              "\"code\":\"(path_unsafe|path_too_long|path_too_deep|name_too_long|name_impossible)\"");
    }
    for (String folder : new String[] {"..", "/", "../..", ".shuttersend", ".ShutterSend/x"}) {
      assertThat(create(Map.of("folder", folder, "filename", "a.jpg")).statusCode())
          .as(folder)
          .isEqualTo(422);
    }
    assertThat(rig.files()).isEmpty();
    assertThat(base.toFile().list()).containsExactly("into");
  }

  @Test
  void aPathAsLongAsTheSystemHasIsTakenWithItsVersions() throws Exception {
    String deep = ("d".repeat(200) + "/").repeat(18) + "a.jpg";
    assertThat(rig.upload("k1", deep, photo(1, 10)).statusCode()).isEqualTo(201);
    assertThat(rig.upload("k2", deep, photo(2, 10)).statusCode()).isEqualTo(201);
    assertThat(rig.stored(deep)).hasBinaryContent(photo(2, 10));
    assertThat(rig.versions()).hasSize(1);
  }

  @Test
  void metadataThatIsNoneIsRefused() throws Exception {
    var request =
        rig.tus("/api/uploads").header("Upload-Length", "3").header("Upload-Metadata", "a b c");
    assertThat(rig.send(request.POST(BodyPublishers.noBody())).statusCode()).isEqualTo(400);
    assertThat(create(Map.of("sha256", "xyz")).statusCode()).isEqualTo(400);
    assertThat(create(Map.of("modified", "yesterday")).statusCode()).isEqualTo(400);
  }

  @Test
  void namesAreKeptInNfcAndMissingOnesReplaced() throws Exception {
    create(Map.of("folder", "Hot", "filename", "cafe\u0301 (1) 😀.jpg"));
    assertThat(rig.files()).containsExactly("Hot/caf\u00e9 (1) 😀.jpg");
    HttpResponse<String> bare =
        rig.send(
            rig.tus("/api/uploads").header("Upload-Length", "0").POST(BodyPublishers.noBody()));
    String id = header(bare, "Location").substring("/api/uploads/".length());
    assertThat(rig.files()).contains("Uploads/Unnamed " + id);
  }

  /// Names of other systems, and signs nobody sees: a photo is not lost for its name.
  @Test
  void oddNamesThatLeadNowhereAreKept() throws Exception {
    String[] odd = {
      "CON.jpg",
      "C:x.jpg",
      "a\\b.jpg",
      "..\\x.jpg",
      "trailing. ",
      "\u202egpj.a",
      "...",
      "~",
      "a\nb.jpg"
    };
    for (String name : odd) {
      assertThat(create(Map.of("folder", "Hot", "filename", name)).statusCode())
          .as(name)
          .isEqualTo(201);
      assertThat(create(Map.of("folder", "Hot", "filename", name)).statusCode())
          .as(name)
          .isEqualTo(201);
    }
    assertThat(rig.files()).as("one content, in one place").hasSize(1);
    assertThat(base.toFile().list()).containsExactly("into");
  }

  @Test
  void aLinkThatLeadsOutIsNotFollowed() throws Exception {
    Path outside = Files.createDirectory(base.resolve("outside"));
    Files.createDirectories(rig.stored(""));
    Files.createSymbolicLink(rig.stored("out"), outside);
    HttpResponse<String> answer = create(Map.of("folder", "Hot", "relativePath", "out/a.jpg"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(outside).isEmptyDirectory();

    Path victim = Files.writeString(outside.resolve("victim"), "keep");
    Files.createSymbolicLink(rig.stored("a.jpg"), victim);
    assertThat(create(Map.of("folder", "Hot", "relativePath", "a.jpg")).statusCode())
        .isEqualTo(201);
    assertThat(victim).hasContent("keep");
    assertThat(rig.stored("a.jpg")).hasContent("abc");
  }

  @Test
  void aLongNameStillGetsAVersion() throws Exception {
    String name = "é".repeat(125) + ".jpg";
    rig.upload("k1", name, photo(1, 10));
    assertThat(rig.upload("k2", name, photo(2, 10)).statusCode()).isEqualTo(201);
    assertThat(rig.stored(name)).hasBinaryContent(photo(2, 10));
    assertThat(rig.versions()).hasSize(1).first().asString().endsWith(".jpg");
  }
}
