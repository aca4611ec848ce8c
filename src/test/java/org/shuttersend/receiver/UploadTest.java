package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;
import static org.shuttersend.receiver.Rig.sha256;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UploadTest extends RunningReceiver {
  @Test
  void aPhotoInOneRequestGetsItsReceiptAndLiesInItsPlace() throws Exception {
    byte[] content = photo(1, 200_000);
    HttpResponse<String> answer = rig.upload("k1", "day 1/IMG (1) é 📷.jpg", content);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(header(answer, "Shuttersend-Sha256")).isEqualTo(sha256(content));
    assertThat(header(answer, "Shuttersend-Job")).isNotEmpty();
    assertThat(header(answer, "Upload-Offset")).isEqualTo("200000");
    assertThat(rig.stored("day 1/IMG (1) é 📷.jpg")).hasBinaryContent(content);
    assertThat(rig.uploads()).isEmpty();
  }

  @Test
  void anUploadGoesOnAfterARestart() throws Exception {
    byte[] content = photo(2, 3_000_000);
    String location = header(rig.create("k1", "a.nef", content), "Location");
    HttpResponse<String> first = rig.patch(location, 0, Arrays.copyOf(content, 1_000_000));
    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(header(first, "Upload-Offset")).isEqualTo("1000000");
    assertThat(header(first, "Upload-Expires")).endsWith("GMT");

    rig.restart();
    HttpResponse<String> head = rig.head(location);
    assertThat(header(head, "Upload-Offset")).isEqualTo("1000000");
    assertThat(header(head, "Upload-Length")).isEqualTo("3000000");
    assertThat(header(head, "Upload-Metadata")).contains("relativePath ");
    HttpResponse<String> last =
        rig.patch(location, 1_000_000, Arrays.copyOfRange(content, 1_000_000, 3_000_000));
    assertThat(last.statusCode()).isEqualTo(204);
    assertThat(header(last, "Shuttersend-Sha256")).isEqualTo(sha256(content));
    assertThat(rig.stored("a.nef")).hasBinaryContent(content);
  }

  @Test
  void theSameKeyNeverMakesTwoUploads() throws Exception {
    byte[] content = photo(3, 5_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    rig.patch(location, 0, Arrays.copyOf(content, 2_000));

    HttpResponse<String> again = rig.create("k1", "a.jpg", content);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(header(again, "Location")).isEqualTo(location);
    assertThat(header(again, "Upload-Offset")).isEqualTo("2000");

    HttpResponse<String> whole = rig.upload("k1", "a.jpg", content);
    assertThat(whole.statusCode()).isEqualTo(201);
    assertThat(header(whole, "Location")).isEqualTo(location);
    String job = header(whole, "Shuttersend-Job");
    assertThat(job).isNotEmpty();

    HttpResponse<String> after = rig.create("k1", "a.jpg", content);
    assertThat(header(after, "Shuttersend-Job")).isEqualTo(job);
    assertThat(header(after, "Upload-Offset")).isEqualTo("5000");
    assertThat(header(rig.head(location), "Shuttersend-Job")).isEqualTo(job);
    assertThat(header(rig.patch(location, 5_000, new byte[0]), "Shuttersend-Job")).isEqualTo(job);
    assertThat(rig.files()).containsExactly("Hot/a.jpg");
  }

  @Test
  void aKeyOfAnotherContentIsRefused() throws Exception {
    rig.create("k1", "a.jpg", photo(1, 100));
    assertThat(rig.create("k1", "a.jpg", photo(2, 100)).statusCode()).isEqualTo(422);
  }

  @Test
  void otherBytesThanAnnouncedAreDropped() throws Exception {
    byte[] content = photo(4, 1_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    HttpResponse<String> answer = rig.patch(location, 0, photo(5, 1_000));
    assertThat(answer.statusCode()).isEqualTo(460);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(rig.uploads()).isEmpty();
    assertThat(rig.files()).isEmpty();
    assertThat(rig.head(location).statusCode()).isEqualTo(404);
    assertThat(rig.upload("k1", "a.jpg", content).statusCode()).isEqualTo(201);
  }

  @Test
  void aDamagedChunkIsDroppedAndMayBeSentAgain() throws Exception {
    byte[] content = photo(6, 1_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    byte[] half = Arrays.copyOf(content, 500);
    assertThat(rig.patch(location, 0, half).statusCode()).isEqualTo(204);
    byte[] rest = Arrays.copyOfRange(content, 500, 1_000);
    String sha1 =
        "sha1 "
            + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(rest));
    HttpResponse<String> damaged =
        rig.send(
            rig.patching(location, 500, BodyPublishers.ofByteArray(photo(7, 500)))
                .header("Upload-Checksum", sha1));
    assertThat(damaged.statusCode()).isEqualTo(460);
    assertThat(header(rig.head(location), "Upload-Offset")).isEqualTo("500");
    HttpResponse<String> good =
        rig.send(
            rig.patching(location, 500, BodyPublishers.ofByteArray(rest))
                .header("Upload-Checksum", sha1));
    assertThat(good.statusCode()).isEqualTo(204);
    assertThat(header(good, "Shuttersend-Sha256")).isEqualTo(sha256(content));
    HttpResponse<String> unknown =
        rig.send(
            rig.patching(location, 500, BodyPublishers.noBody())
                .header("Upload-Checksum", "md5 x"));
    assertThat(unknown.statusCode()).isEqualTo(400);
  }

  @Test
  void aWrongOffsetTellsTheRightOne() throws Exception {
    byte[] content = photo(8, 1_000);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    rig.patch(location, 0, Arrays.copyOf(content, 300));
    HttpResponse<String> answer = rig.patch(location, 200, Arrays.copyOf(content, 10));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(header(answer, "Upload-Offset")).isEqualTo("300");
  }

  @Test
  void refusesWhatTusForbids() throws Exception {
    byte[] content = photo(9, 100);
    HttpResponse<String> version =
        rig.send(rig.request("/api/uploads").POST(BodyPublishers.noBody()));
    assertThat(version.statusCode()).isEqualTo(412);
    assertThat(header(version, "Tus-Version")).isEqualTo("1.0.0");
    assertThat(rig.send(rig.tus("/api/uploads").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(400);
    assertThat(
            rig.send(
                    rig.creation("big", 1L << 50, Map.of("filename", "a.mov"))
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(413);
    String location = header(rig.create("k1", "a.jpg", content), "Location");
    assertThat(
            rig.send(
                    rig.tus(location)
                        .header("Upload-Offset", "0")
                        .method("PATCH", BodyPublishers.ofByteArray(content)))
                .statusCode())
        .isEqualTo(415);
    assertThat(rig.patch(location, 0, photo(9, 101)).statusCode()).isEqualTo(400);
    assertThat(rig.send(rig.tus(location).DELETE()).statusCode()).isEqualTo(204);
    assertThat(rig.head(location).statusCode()).isEqualTo(404);
  }

  @Test
  void discoveryNamesTheExtensions() throws Exception {
    HttpResponse<String> answer =
        rig.send(rig.request("/api/uploads").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Tus-Extension"))
        .isEqualTo("creation,creation-with-upload,checksum,expiration,termination");
    assertThat(header(answer, "Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
  }

  @Test
  void theSameContentIsStoredOnce() throws Exception {
    byte[] content = photo(10, 2_000);
    HttpResponse<String> first = rig.upload("k1", "a.jpg", content);
    String announced = header(rig.create("k2", "b.jpg", content), "Shuttersend-Job");
    assertThat(announced).isEqualTo(header(first, "Shuttersend-Job"));
    HttpResponse<String> unannounced =
        rig.send(
            rig.creation("k3", 2_000, Map.of("folder", "Hot", "filename", "c.jpg"))
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(content)));
    assertThat(header(unannounced, "Shuttersend-Job")).isEqualTo(announced);
    assertThat(rig.files()).containsExactly("Hot/a.jpg");
    assertThat(rig.uploads()).isEmpty();
    assertThat(rig.receiver().summary().photos()).isEqualTo(1);
  }

  @Test
  void anOlderVersionOfAPathIsKept() throws Exception {
    for (int i = 1; i <= 3; i++) {
      assertThat(rig.upload("k" + i, "a/IMG.tar.jpg", photo(i, 100 * i)).statusCode())
          .isEqualTo(201);
    }
    assertThat(rig.stored("a/IMG.tar.jpg")).hasBinaryContent(photo(3, 300));
    List<String> versions = rig.versions();
    assertThat(versions).hasSize(2).allMatch(v -> v.matches("studio/Hot/a/IMG\\.tar\\.\\S+\\.jpg"));
    assertThat(Files.readAllBytes(rig.data().resolve("versions").resolve(versions.getFirst())))
        .isEqualTo(photo(1, 100));
  }

  @Test
  void manyContentsOfOnePathAtOnceAreAllKept() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < 8; i++) {
        int n = i;
        answers.add(threads.submit(() -> rig.upload("k" + n, "a.jpg", photo(n, 100 + n))));
      }
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(201);
      }
    }
    var sizes = new TreeSet<Long>();
    sizes.add(Files.size(rig.stored("a.jpg")));
    for (String version : rig.versions()) {
      sizes.add(Files.size(rig.data().resolve("versions").resolve(version)));
    }
    assertThat(sizes).containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L);
  }

  @Test
  void aFileSomebodyElsePutThereIsKept() throws Exception {
    Files.createDirectories(rig.stored("a"));
    Files.writeString(rig.stored("a.jpg"), "mine");
    rig.upload("k1", "a.jpg", photo(1, 100));
    assertThat(rig.stored("a.jpg")).hasBinaryContent(photo(1, 100));
    assertThat(rig.data().resolve("versions").resolve(rig.versions().getFirst()))
        .hasContent("mine");
  }

  @Test
  void aFolderInTheWayOfAFileAndAFileInTheWayOfAFolderLoseNothing() throws Exception {
    rig.upload("k1", "a/b.jpg", photo(1, 10));
    rig.upload("k2", "a", photo(2, 20));
    rig.upload("k3", "a/b.jpg/c.jpg", photo(3, 30));
    assertThat(rig.files()).containsExactly("Hot/a (2)", "Hot/a/b (2).jpg/c.jpg", "Hot/a/b.jpg");
    assertThat(rig.stored("a (2)")).hasBinaryContent(photo(2, 20));
  }

  @Test
  void theStoredFileHasTheTimeItWasChangedAtHome() throws Exception {
    byte[] content = photo(1, 10);
    for (var modified :
        Map.of("rfc.jpg", "2026-05-01T10:00:00.5+02:00", "millis.jpg", "1777622400500")
            .entrySet()) {
      rig.send(
          rig.creation(
                  modified.getKey(),
                  10,
                  Map.of(
                      "folder",
                      "Hot",
                      "filename",
                      modified.getKey(),
                      "modified",
                      modified.getValue()))
              .header("Content-Type", "application/offset+octet-stream")
              .POST(BodyPublishers.ofByteArray(content)));
      content = photo(2, 10);
    }
    for (String name : List.of("rfc.jpg", "millis.jpg")) {
      assertThat(Files.getLastModifiedTime(rig.stored(name)).toInstant())
          .isEqualTo(Instant.parse("2026-05-01T08:00:00.5Z"));
    }
  }

  @Test
  void anEmptyFileIsAPhotoToo() throws Exception {
    assertThat(header(rig.create("k1", "empty.xmp", new byte[0]), "Shuttersend-Sha256"))
        .isEqualTo(sha256(new byte[0]));
    assertThat(rig.stored("empty.xmp")).isEmptyFile();
  }
}
