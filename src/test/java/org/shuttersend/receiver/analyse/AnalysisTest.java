package org.shuttersend.receiver.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.analyse.FakeAnalyser.Answer;
import org.shuttersend.receiver.picture.MemoryBudget;
import org.shuttersend.receiver.picture.PictureBook;
import org.shuttersend.receiver.picture.Previews;
import org.shuttersend.receiver.picture.Shots;
import org.shuttersend.receiver.store.Bench;
import org.shuttersend.receiver.store.Stored;
import org.shuttersend.receiver.store.StoredPhoto;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.AnalysisView;

class AnalysisTest {
  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private FakeAnalyser analyser;
  private Bench bench;
  private AnalysisBook book;
  private Previews previews;

  @BeforeEach
  void open() throws Exception {
    analyser = new FakeAnalyser();
    bench = new Bench(base, clock);
    book = new AnalysisBook(bench.database(), clock);
    previews =
        new Previews(
            new PictureBook(bench.database(), bench.store().intake().into()),
            base.resolve("previews"),
            new MemoryBudget(64L << 20));
  }

  @AfterEach
  void close() {
    bench.close();
    analyser.close();
  }

  private Analysis analysis(URI address, int requests) {
    var settings = new AnalyserSettings(address, requests, Duration.ofMinutes(1));
    var analysis = new Analysis(book, previews, settings, clock);
    analysis.start();
    return analysis;
  }

  /// A photo with a preview, its job done.
  private String photo(Analysis analysis, int number) throws Exception {
    byte[] content = Shots.jpeg(40 + number, 30);
    Stored stored = bench.keep("u" + number, number + ".jpg", content);
    var photo =
        new StoredPhoto(
            stored.photoId(),
            bench.stored("Hot/" + number + ".jpg"),
            content.length,
            new ContentHash(stored.hash().hex()));
    previews.run(photo);
    analysis.run(photo);
    bench
        .database()
        .write(session ->
            session.update("UPDATE jobs SET state = 'done' WHERE id = ?", stored.jobId()));
    return stored.photoId();
  }

  private AnalysisView view(String photo) {
    return book.view(Optional.of("studio"), photo).orElseThrow();
  }

  private void awaitState(String photo, String state) {
    await().until(() -> view(photo).state().equals(state));
  }

  @Test
  void whatTheAnalyserSaysIsKeptWithThePhoto() throws Exception {
    try (Analysis analysis = analysis(analyser.address(), 10)) {
      String photo = photo(analysis, 1);
      awaitState(photo, "done");
      assertThat(view(photo).answer().orElseThrow())
          .isEqualTo(Map.of("faces", List.of(Map.of("name", "Anna"))));
      assertThat(view(photo).error()).isEmpty();
      Map<String, List<String>> asked = analyser.asked().getFirst();
      assertThat(asked.get("Content-type")).containsExactly("image/jpeg");
      assertThat(asked.get("Shuttersend-photo")).containsExactly(photo);
      assertThat(asked.get("Shuttersend-path")).containsExactly("studio/Hot/1.jpg");
      assertThat(analyser.bodyBytes()).isEqualTo(previews.made(photo).orElseThrow().length);
      assertThat(book.view(Optional.of("other"), photo)).isEmpty();
    }
  }

  @Test
  void noMoreThanAllowedAreAskedAboutAtOnce() throws Exception {
    analyser.gate.drainPermits();
    try (Analysis analysis = analysis(analyser.address(), 3)) {
      String last = "";
      for (int i = 1; i <= 8; i++) {
        last = photo(analysis, i);
      }
      await().until(() -> analyser.asked().size() == 3);
      analyser.gate.release(1_000);
      awaitState(last, "done");
      await().until(() -> analyser.asked().size() == 8);
      assertThat(analyser.most()).isEqualTo(3);
    }
  }

  @Test
  void allLeaveABusyAnalyserAloneForAsLongAsItAsks() throws Exception {
    analyser.answers(new Answer(429, "", "120"), new Answer(503, "", ""));
    try (Analysis analysis = analysis(analyser.address(), 1)) {
      String first = photo(analysis, 1);
      await().until(() -> view(first).error().isPresent());
      String second = photo(analysis, 2);
      clock.advance(Duration.ofSeconds(119));
      assertThat(view(second).error()).isEmpty();
      assertThat(analyser.asked()).hasSize(1);
      awaitDone(first);
      awaitDone(second);
      // One for each, and one for each time it was busy: none of those is a try.
      assertThat(analyser.asked()).hasSize(4);
    }
  }

  /// Time goes on, as far as is needed.
  private void awaitDone(String photo) {
    await()
        .until(() -> {
          clock.advance(Duration.ofSeconds(1));
          return view(photo).state().equals("done");
        });
  }

  @Test
  void anAnalyserThatIsNotThereIsTriedThreeTimesForAPhoto() throws Exception {
    URI nowhere = analyser.address();
    analyser.close();
    try (Analysis analysis = analysis(nowhere, 10)) {
      String photo = photo(analysis, 1);
      await()
          .until(() -> {
            clock.advance(Duration.ofSeconds(5));
            return view(photo).state().equals("failed");
          });
      assertThat(view(photo).error()).contains("The analyser cannot be reached");
      assertThat(previews.isMade(photo)).isTrue();
    }
  }

  @Test
  void whatIsNoAnswerFailsTheAnalysisAndNothingElse() throws Exception {
    analyser.answers(
        new Answer(200, "<html>", ""),
        new Answer(200, "\"" + "x".repeat(70_000) + "\"", ""),
        new Answer(422, "", ""));
    try (Analysis analysis = analysis(analyser.address(), 1)) {
      String first = photo(analysis, 1);
      awaitState(first, "failed");
      String second = photo(analysis, 2);
      awaitState(second, "failed");
      String third = photo(analysis, 3);
      awaitState(third, "failed");
      assertThat(view(first).error()).contains("The analyser's answer is not JSON");
      assertThat(view(second).error().orElseThrow()).contains("longer than 65536 bytes");
      assertThat(view(third).error()).contains("The analyser answered 422");
      assertThat(Files.exists(bench.stored("Hot/1.jpg"))).isTrue();
    }
  }

  @Test
  void whatWasUnderWayAtAStopIsAskedAgain() throws Exception {
    analyser.gate.drainPermits();
    String photo;
    try (Analysis analysis = analysis(analyser.address(), 1)) {
      photo = photo(analysis, 1);
      await().until(() -> analyser.asked().size() == 1);
    }
    assertThat(view(photo).state()).isEqualTo("pending");
    analyser.gate.release(1_000);
    clock.advance(Duration.ofHours(1));
    try (Analysis again = analysis(analyser.address(), 1)) {
      awaitState(photo, "done");
      assertThat(again).isNotNull();
    }
  }
}
