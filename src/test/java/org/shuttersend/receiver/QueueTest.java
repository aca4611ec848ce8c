package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.JobState;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.JobView;
import org.shuttersend.wire.JobsPage;
import org.shuttersend.wire.Json;

class QueueTest {

  @TempDir private Path base;

  private static JobView job(Rig rig, String id) throws Exception {
    return Json.read(rig.get("/api/jobs/" + id).body(), JobView.class);
  }

  private static void awaitState(Rig rig, String id, JobState state) {
    await().until(() -> job(rig, id).state() == state);
  }

  @Test
  void theCapIsExactUnderConcurrentUploadsAndTheBytesAreKept() throws Exception {
    try (var rig = new Rig(base, Clock.systemUTC(), 0, 10);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var locations = new ArrayList<String>();
      for (int i = 0; i < 16; i++) {
        locations.add(header(rig.create("k" + i, i + ".jpg", photo(i, 1000)), "Location"));
      }
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < 16; i++) {
        int n = i;
        Callable<HttpResponse<String>> send = () -> rig.patch(locations.get(n), 0, photo(n, 1000));
        answers.add(threads.submit(send));
      }
      int accepted = 0;
      for (var future : answers) {
        HttpResponse<String> answer = future.get();
        if (answer.statusCode() == 204) {
          accepted++;
        } else {
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.body()).contains("Queue is full, try again later", "queue_full");
          assertThat(Integer.parseInt(header(answer, "Retry-After"))).isPositive();
        }
      }
      assertThat(accepted).isEqualTo(10);
      assertThat(rig.queue().currentQueueSize()).isEqualTo(10);
      assertThat(rig.queue().headTicket()).isEqualTo(1);
      assertThat(rig.uploads()).hasSize(6);
      assertThat(rig.upload("more", "more.jpg", photo(99, 10)).statusCode()).isEqualTo(503);
    }
    try (var rig = new Rig(base, Clock.systemUTC(), 3, 10)) {
      await().until(() -> rig.queue().totalProcessed() == 10);
      for (int i = 0; i < 16; i++) {
        HttpResponse<String> asked = rig.create("k" + i, i + ".jpg", photo(i, 1000));
        assertThat(header(asked, "Shuttersend-Job")).isNotEmpty();
      }
      await().until(() -> rig.queue().totalProcessed() == 16);
      assertThat(rig.files()).hasSize(16);
      assertThat(rig.queue().totalEnqueued()).isEqualTo(16);
      assertThat(rig.queue().currentQueueSize()).isZero();
      assertThat(rig.queue().headTicket()).isZero();
    }
  }

  @Test
  void jobsWaitInOrderAndAreDoneAfterARestart() throws Exception {
    String second;
    try (var rig = new Rig(base, Clock.systemUTC(), 0, 1000)) {
      rig.upload("k1", "1.jpg", photo(1, 10));
      second = header(rig.upload("k2", "2.jpg", photo(2, 10)), "Shuttersend-Job");
      JobView waiting = job(rig, second);
      assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
      assertThat(waiting.position()).hasValue(2);
      assertThat(waiting.ticket()).isEqualTo(2);
    }
    try (var rig = new Rig(base)) {
      awaitState(rig, second, JobState.DONE);
      assertThat(job(rig, second).position()).isEmpty();
      assertThat(rig.get("/api/admin/queue/jobs/" + second).statusCode()).isEqualTo(200);
      assertThat(rig.get("/api/jobs/none").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aDamagedPhotoFailsAtOnceInWordsAndMayBeSentAgain() throws Exception {
    String job;
    try (var rig = new Rig(base, Clock.systemUTC(), 0, 1000)) {
      job = header(rig.upload("k1", "1.jpg", photo(1, 10)), "Shuttersend-Job");
      Files.write(rig.stored("1.jpg"), photo(2, 10));
    }
    try (var rig = new Rig(base)) {
      awaitState(rig, job, JobState.FAILED);
      assertThat(job(rig, job).attempt()).isEqualTo(1);
      assertThat(job(rig, job).error().orElseThrow()).contains("changed or damaged");
      HttpResponse<String> again = rig.upload("k2", "1.jpg", photo(1, 10));
      String newJob = header(again, "Shuttersend-Job");
      assertThat(newJob).isNotEmpty().isNotEqualTo(job);
      awaitState(rig, newJob, JobState.DONE);
      assertThat(rig.stored("1.jpg")).hasBinaryContent(photo(1, 10));
      assertThat(rig.versions()).hasSize(1);
    }
  }

  @Test
  void theKeyOfAFailedPhotoTakesItsBytesAgainAndMakesANewJob() throws Exception {
    byte[] content = photo(1, 10);
    String job;
    String location;
    String other;
    try (var rig = new Rig(base, Clock.systemUTC(), 0, 1000)) {
      HttpResponse<String> first = rig.upload("k1", "1.jpg", content);
      job = header(first, "Shuttersend-Job");
      location = header(first, "Location");
      other = header(rig.create("k2", "2.jpg", content), "Location");
      Files.write(rig.stored("1.jpg"), photo(2, 10));
    }
    try (var rig = new Rig(base)) {
      awaitState(rig, job, JobState.FAILED);
      assertThat(rig.head(location).statusCode()).isEqualTo(404);
      assertThat(rig.patch(location, 10, new byte[0]).statusCode()).isEqualTo(404);
      HttpResponse<String> again = rig.create("k1", "1.jpg", content);
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(header(again, "Upload-Offset")).isEqualTo("0");
      assertThat(header(again, "Shuttersend-Job")).isEmpty();
      HttpResponse<String> sent = rig.patch(header(again, "Location"), 0, content);
      String newJob = header(sent, "Shuttersend-Job");
      assertThat(newJob).isNotEmpty().isNotEqualTo(job);
      awaitState(rig, newJob, JobState.DONE);
      assertThat(header(rig.create("k1", "1.jpg", content), "Shuttersend-Job")).isEqualTo(newJob);
      assertThat(header(rig.head(other), "Shuttersend-Job")).isEqualTo(newJob);
      assertThat(rig.stored("1.jpg")).hasBinaryContent(content);
    }
  }

  @Test
  void aMissingFileIsTriedThreeTimesWithGrowingDelay() throws Exception {
    var clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    String job;
    try (var rig = new Rig(base, clock, 0, 1000)) {
      job = header(rig.upload("k1", "1.jpg", photo(1, 10)), "Shuttersend-Job");
      Files.delete(rig.stored("1.jpg"));
    }
    for (Duration delay : new Duration[] {Duration.ofSeconds(2), Duration.ofSeconds(10)}) {
      try (var rig = new Rig(base, clock, 3, 1000)) {
        awaitState(rig, job, JobState.RETRY);
        assertThat(rig.queue().currentQueueSize()).isEqualTo(1);
      }
      clock.advance(delay);
    }
    try (var rig = new Rig(base, clock, 3, 1000)) {
      awaitState(rig, job, JobState.FAILED);
      assertThat(job(rig, job).attempt()).isEqualTo(3);
      assertThat(rig.queue().totalFailed()).isEqualTo(1);
    }
  }

  @Test
  void pagesOfChangesSkipNothingThatChangesTwice() throws Exception {
    long cursor;
    try (var rig = new Rig(base, Clock.systemUTC(), 0, 1000)) {
      for (int i = 1; i <= 5; i++) {
        rig.upload("k" + i, i + ".jpg", photo(i, 10));
      }
      JobsPage first = page(rig, 0, 2);
      assertThat(first.jobs()).extracting(JobView::ticket).containsExactly(1L, 2L);
      assertThat(first.more()).isTrue();
      JobsPage second = page(rig, first.next(), 100);
      assertThat(second.jobs()).extracting(JobView::ticket).containsExactly(3L, 4L, 5L);
      assertThat(second.more()).isFalse();
      cursor = second.next();
    }
    try (var rig = new Rig(base)) {
      await().until(() -> rig.queue().totalProcessed() == 5);
      JobsPage changed = page(rig, cursor, 100);
      assertThat(changed.jobs())
          .hasSize(5)
          .allMatch(job -> job.state() == JobState.DONE && job.attempt() == 1);
      JobsPage none = page(rig, changed.next(), 100);
      assertThat(none.jobs()).isEmpty();
      assertThat(none.next()).isEqualTo(changed.next());
    }
  }

  private static JobsPage page(Rig rig, long after, int limit) throws Exception {
    String path = "/api/jobs?after=" + after + "&limit=" + limit;
    return Json.read(rig.get(path).body(), JobsPage.class);
  }
}
