package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;
import static org.shuttersend.receiver.Rig.sha256;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuttersend.wire.Check;
import org.shuttersend.wire.Json;

/// A photo that is edited and changed back, and files that people change where they were received.
class ReturnTest extends RunningReceiver {
  private final byte[] first = photo(1, 5_000);
  private final byte[] second = photo(2, 5_000);

  private Check.Answer check(byte[] content, String path) throws Exception {
    var item =
        new Check.Item(
            "again", sha256(content), content.length, path, Optional.of("Hot"), Optional.of(path));
    var answer = rig.post("/api/photos/check", new Check.Request(List.of(item)));
    return Json.read(answer.body(), Check.Response.class).items().getFirst();
  }

  private String delivered(String key, String path, byte[] content) throws Exception {
    long before = rig.queue().totalProcessed();
    String job = header(rig.upload(key, path, content), "Shuttersend-Job");
    await().until(() -> rig.queue().totalProcessed() > before);
    return job;
  }

  private void assertChangedBack() throws Exception {
    assertThat(rig.stored("a.jpg")).hasBinaryContent(first);
    assertThat(rig.files()).containsExactly("Hot/a.jpg");
    assertThat(rig.versions()).hasSize(1);
    assertThat(rig.data().resolve("versions").resolve(rig.versions().getFirst()))
        .hasBinaryContent(second);
    await().until(() -> rig.uploads().isEmpty());
  }

  @Test
  void whatWasChangedBackHasItsPlaceAgainWithoutAByte() throws Exception {
    String job = delivered("k1", "a.jpg", first);
    delivered("k2", "a.jpg", second);
    Check.Answer answer = check(first, "a.jpg");
    assertThat(answer.verdict()).isEqualTo(Check.Verdict.HAVE);
    assertThat(answer.jobId()).contains(job);
    assertChangedBack();
    rig.restart();
    assertChangedBack();
    assertThat(check(second, "a.jpg").verdict()).isEqualTo(Check.Verdict.HAVE);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(second);
    assertThat(rig.versions()).hasSize(1);
  }

  @Test
  void whatWasChangedBackAndSentUnaskedHasItsPlaceAgain() throws Exception {
    delivered("k1", "a.jpg", first);
    delivered("k2", "a.jpg", second);
    assertThat(rig.upload("k3", "a.jpg", first).statusCode()).isEqualTo(201);
    assertChangedBack();
  }

  @Test
  void aCopyIsKeptOnce() throws Exception {
    delivered("k1", "a.jpg", first);
    assertThat(check(first, "b.jpg").verdict()).isEqualTo(Check.Verdict.HAVE);
    assertThat(rig.files()).containsExactly("Hot/a.jpg");
  }

  @Test
  void aPlaceThatIsNotAcceptedIsToldWhenThePhotoIsSent() throws Exception {
    delivered("k1", "a.jpg", first);
    delivered("k2", "a.jpg", second);
    assertThat(check(first, "../a.jpg").verdict()).isEqualTo(Check.Verdict.SEND);
    assertThat(rig.upload("k3", "../a.jpg", first).statusCode()).isEqualTo(422);
  }

  @Test
  void aDeletedPhotoIsAskedForAgainAndItsJobSaysWhy() throws Exception {
    String job = delivered("k1", "a.jpg", first);
    Files.delete(rig.stored("a.jpg"));
    assertThat(check(first, "a.jpg").verdict()).isEqualTo(Check.Verdict.SEND);
    assertThat(rig.get("/api/jobs/" + job).body())
        .contains("\"state\":\"failed\"", "not in its folder any more");
    delivered("again", "a.jpg", first);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(first);
    assertThat(check(first, "a.jpg").verdict()).isEqualTo(Check.Verdict.HAVE);
  }

  @Test
  void aPhotoEditedAtTheReceiverIsAskedForAgainAndTheEditIsKept() throws Exception {
    delivered("k1", "a.jpg", first);
    Files.write(rig.stored("a.jpg"), second);
    Files.setLastModifiedTime(
        rig.stored("a.jpg"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(check(first, "a.jpg").verdict()).isEqualTo(Check.Verdict.SEND);
    delivered("again", "a.jpg", first);
    assertChangedBack();
  }

  @Test
  void bytesThatComeUnaskedReplaceADeletedPhoto() throws Exception {
    delivered("k1", "a.jpg", first);
    Files.delete(rig.stored("a.jpg"));
    assertThat(rig.upload("k1", "a.jpg", first).statusCode()).isEqualTo(201);
    assertThat(rig.stored("a.jpg")).hasBinaryContent(first);
  }
}
