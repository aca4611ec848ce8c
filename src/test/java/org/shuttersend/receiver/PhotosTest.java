package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.JobState;
import org.shuttersend.receiver.picture.Shots;
import org.shuttersend.wire.JobView;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.PhotoView;
import org.shuttersend.wire.PhotosPage;
import org.shuttersend.wire.QueueStats;

/// Photos as they are looked at, over the wire.
class PhotosTest extends RunningReceiver {
  private PhotosPage page(String query) throws Exception {
    HttpResponse<String> answer = rig.get("/api/my-photos" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), PhotosPage.class);
  }

  private JobView processed(String key, String name, byte[] content) throws Exception {
    String job = header(rig.upload(key, name, content), "Shuttersend-Job");
    await().until(() -> job(job).state().isFinal());
    return job(job);
  }

  private JobView job(String id) throws Exception {
    return Json.read(rig.get("/api/jobs/" + id).body(), JobView.class);
  }

  private HttpResponse<byte[]> preview(String path) throws Exception {
    return rig.client().send(rig.request(path).build(), BodyHandlers.ofByteArray());
  }

  private static String path(PhotoView photo, String size) {
    return Objects.requireNonNull(photo.previews().get(size));
  }

  private QueueStats.Cache cache() throws Exception {
    var stats = Json.read(rig.get("/api/admin/queue/stats").body(), QueueStats.class);
    return Objects.requireNonNull(stats.cache().get("photos"));
  }

  @Test
  void aPhotoIsShownWithWhatItSaysOfItselfAndItsPreviews() throws Exception {
    byte[] content = Shots.withExif(Shots.jpeg(3000, 2000), 6);
    assertThat(processed("k1", "day 1/IMG_1.jpg", content).state()).isEqualTo(JobState.DONE);
    await().until(() -> page("").photos().getFirst().state() == JobState.DONE);
    PhotoView photo = page("").photos().getFirst();
    assertThat(photo.name()).isEqualTo("IMG_1.jpg");
    assertThat(photo.folder()).isEqualTo("Hot");
    assertThat(photo.path()).isEqualTo("day 1/IMG_1.jpg");
    assertThat(photo.takenAt()).contains("2026-11-22T14:02:11");
    assertThat(photo.camera()).contains("Canon EOS R5");
    assertThat(photo.width()).hasValue(2000);
    assertThat(photo.height()).hasValue(3000);
    assertThat(photo.previews()).containsOnlyKeys("512", "2048");

    HttpResponse<byte[]> small = preview(path(photo, "512"));
    assertThat(header(small, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(header(small, "Cache-Control")).contains("private");
    var image = ImageIO.read(new ByteArrayInputStream(small.body()));
    assertThat(image.getHeight()).isEqualTo(512);
    assertThat(image.getWidth()).isEqualTo(341);
    assertThat(header(small, "ETag")).isEqualTo("\"" + photo.sha256() + "-512\"");
    HttpResponse<String> same =
        rig.send(rig.request(path(photo, "512")).header("If-None-Match", header(small, "ETag")));
    assertThat(same.statusCode()).isEqualTo(304);
  }

  @Test
  void aPreviewThatWasDeletedIsMadeAnew() throws Exception {
    processed("k1", "a.jpg", Shots.jpeg(640, 480));
    await().until(() -> !page("").photos().getFirst().previews().isEmpty());
    String path = path(page("").photos().getFirst(), "2048");
    byte[] before = preview(path).body();
    try (Stream<Path> files = Files.walk(rig.data().resolve("previews"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertThat(preview(path).body()).isEqualTo(before);
  }

  @Test
  void aDamagedPhotoFailsForGoodAndSaysWhy() throws Exception {
    byte[] whole = Shots.jpeg(640, 480);
    JobView job = processed("k1", "a.jpg", Arrays.copyOf(whole, whole.length / 2));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.error()).contains("The picture is damaged: it ends in the middle");
    assertThat(rig.stored("a.jpg")).isNotEmptyFile();
  }

  @Test
  void whatIsNoPictureIsDoneWithoutAPreview() throws Exception {
    assertThat(processed("k1", "a.jpg", photo(1, 5_000)).state()).isEqualTo(JobState.DONE);
    assertThat(processed("k2", "a.xmp", Rig.bytes("<x:xmpmeta/>")).state())
        .isEqualTo(JobState.DONE);
    await().until(() -> page("").photos().stream().allMatch(p -> p.state() == JobState.DONE));
    PhotoView photo = page("").photos().getFirst();
    assertThat(photo.previews()).isEmpty();
    assertThat(preview("/api/photos/" + photo.id() + "/preview").statusCode()).isEqualTo(404);
  }

  @Test
  void theUsersOwnUploadIsOnThePageAtOnce() throws Exception {
    for (int i = 1; i <= 5; i++) {
      rig.upload("k" + i, i + ".jpg", photo(i, 100));
      assertThat(page("").photos()).hasSize(i);
      assertThat(page("?q=" + i + ".jpg").photos()).hasSize(1);
    }
    assertThat(page("?limit=2").photos()).extracting(PhotoView::name).hasSize(2);
    PhotosPage first = page("?limit=3");
    assertThat(page("?limit=3&cursor=" + first.next().orElseThrow()).photos()).hasSize(2);
  }

  @Test
  void pagesAreCountedInTheStatsAndTheCacheIsCleared() throws Exception {
    processed("k1", "a.xmp", Rig.bytes("<x:xmpmeta/>"));
    await().until(() -> page("").photos().getFirst().state() == JobState.DONE);
    page("");
    QueueStats.Cache cache = cache();
    assertThat(cache.hits()).isPositive();
    assertThat(cache.size()).isPositive();
    assertThat(cache.hitRate()).matches("\\d{1,3}\\.\\d\\d%");
    HttpResponse<String> cleared =
        rig.send(rig.request("/api/admin/cache/clear").POST(BodyPublishers.noBody()));
    assertThat(cleared.statusCode()).isEqualTo(200);
    assertThat(cache().size()).isZero();
  }

  @Test
  void whatCannotBeAskedIsAProblem() throws Exception {
    for (String bad :
        new String[] {
          "/api/my-photos?limit=0",
          "/api/my-photos?limit=x",
          "/api/my-photos?cursor=x",
          "/api/my-photos?q=" + "a".repeat(101),
          "/api/my-photos?q=%00",
          "/api/photos/x/preview?size=3"
        }) {
      HttpResponse<String> answer = rig.get(bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }
    for (String none :
        new String[] {
          "/api/photos/x/preview",
          "/api/photos/..%2f..%2fx/preview",
          "/api/photos//preview",
          "/api/photos/x/analysis",
          "/api/photos/x/other"
        }) {
      assertThat(rig.get(none).statusCode()).as(none).isBetween(400, 404);
    }
    assertThat(page("?limit=1000").photos()).isEmpty();
  }
}
