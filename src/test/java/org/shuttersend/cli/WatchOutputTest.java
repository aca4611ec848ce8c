package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Counts;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Progress;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Unsettled;
import org.shuttersend.text.Texts;
import org.shuttersend.wire.Json;

/// What a headless run says, to people and to scripts.
class WatchOutputTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Reason FULL = Reason.of(Reason.Code.SERVER_QUEUE_FULL);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Texts english = new Texts(Locale.ENGLISH, RootCommand.TEXTS);

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Overview overview(long second, long done, long total, Optional<Pace.Hold> hold) {
    return new Overview(
        NOW.plusSeconds(second),
        new Progress(done, total, 0, 0, Optional.of(Duration.ofSeconds(65)), Optional.empty()),
        new Pace(2, 4, 4, 41_200_000, hold, List.of()),
        new Counts(0, total - done, done, 0, done, 0),
        List.of(),
        Optional.empty());
  }

  private static Optional<Pace.Hold> full(int seconds) {
    return Optional.of(new Pace.Hold(FULL, Optional.of(NOW.plusSeconds(seconds))));
  }

  private static PhotoRow row(PhotoState state, Optional<Reason> reason) {
    return row(Optional.of(state), reason);
  }

  private static PhotoRow row(Optional<PhotoState> state, Optional<Reason> reason) {
    return new PhotoRow(
        7,
        new FileRef(new HotFolder(1, "Exports", Path.of("hot")), "day 1/a.jpg"),
        2_000_000,
        NOW,
        false,
        state,
        0,
        0,
        1,
        reason,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        NOW);
  }

  @Test
  void aLineNowAndThenNotEachSecond() {
    var output = new TextWatchOutput(out, english, false);
    for (int second = 0; second < 11; second++) {
      output.overview(overview(second, second, 100, Optional.empty()));
    }
    assertThat(lines())
        .containsExactly(
            "Sending: 0 of 100 done, 41.2\u00a0MB/s, about 65 s left",
            "Sending: 6 of 100 done, 41.2\u00a0MB/s, about 65 s left");
  }

  /// The space between two sentences was lost.
  @Test
  void aWaitIsSaidOnceWithItsReasonAndItsEnd() {
    var output = new TextWatchOutput(out, english, false);
    output.overview(overview(0, 3, 10, full(30)));
    output.overview(overview(1, 3, 10, full(30)));
    output.overview(overview(2, 3, 10, Optional.empty()));
    assertThat(lines().getFirst())
        .isEqualTo(
            "Waiting: The server's queue is full. Next try in 30 s. Nothing is lost: 7 in the"
                + " queue.");
    assertThat(lines().stream().filter("It goes on."::equals)).hasSize(1);
    assertThat(lines().stream().filter(l -> l.startsWith("Waiting"))).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aPhotoIsNamedOnlyWhereItNeedsAttention() {
    var output = new TextWatchOutput(out, english, false);
    output.photo(row(PhotoState.PROCESSED, Optional.empty()));
    output.photo(row(PhotoState.FAILED, Optional.of(Reason.of(Reason.Code.TOO_LARGE))));
    assertThat(lines())
        .containsExactly(
            "Needs attention: Exports/day 1/a.jpg: It is larger than the server takes");
  }

  @Test
  void whatDoesNotSettleOrWentAwayIsNamed() {
    var output = new TextWatchOutput(out, english, false);
    output.photo(row(Optional.empty(), Optional.of(Reason.of(Reason.Code.FILE_EMPTY))));
    output.photo(row(PhotoState.GONE, Optional.empty()));
    output.summary(
        new WatchOutput.Summary(
            0,
            0,
            new WatchOutput.Left(0, 0, 1, List.of(Path.of("hot")), 1, 2, 3),
            0,
            Duration.ofSeconds(3),
            false,
            Optional.of(Path.of("my data"))));
    assertThat(lines())
        .containsExactly(
            "Needs attention: Exports/day 1/a.jpg: The file is empty",
            "Went away before it was sent: Exports/day 1/a.jpg",
            "No photos delivered (0\u00a0B) in 3 s.",
            "3 photos wait to be sent, and go at the next start. See: shuttersend status --data \"my"
                + " data\"",
            "One photo went away before being sent. See: shuttersend list --state gone --data \"my"
                + " data\"",
            "2 photos wait for a card or disk that is not connected, and are sent when it is back."
                + " See: shuttersend list --state queued --data \"my data\"",
            "One file that is named above is not sent: empty, not readable, or still being written.",
            "To see them again: shuttersend scan \"hot\" --data \"my data\"");
  }

  private static WatchOutput.Left failed(long count) {
    return new WatchOutput.Left(count, 0, 0, List.of(), 0, 0, 0);
  }

  private static Overview quiet(long writing, long delivered) {
    Overview plain = overview(0, delivered, delivered, Optional.empty());
    return new Overview(
        plain.at(),
        plain.progress(),
        plain.pace(),
        new Counts(writing, writing, delivered, 0, delivered, 0),
        List.of(),
        Optional.empty());
  }

  /// "All delivered (0)" was said before the first photo, and while one was not ready.
  @Test
  void allIsDeliveredOnlyWhenSomethingWasAndNothingWaits() {
    var cut =
        new Unsettled(
            new FileRef(new HotFolder(1, "Exports", Path.of("hot")), "a.jpg"),
            Reason.of(Reason.Code.FILE_CUT_OFF));
    for (Overview now : List.of(quiet(0, 0), quiet(1, 3), quiet(0, 4))) {
      var output = new TextWatchOutput(out, english, false);
      output.waiting(now.counts().writing() > 0 ? List.of(cut) : List.of());
      output.overview(now);
    }
    assertThat(lines())
        .containsExactly(
            "Nothing to send yet. Watching.",
            "One file is not ready to be sent yet (a.jpg: It looks cut off, and goes when it was"
                + " quiet for 30 s). Watching.",
            "All delivered (4). Watching.");
  }

  @Test
  void withoutARateNoTimeIsPromised() {
    Overview plain = overview(0, 3, 10, Optional.empty());
    new TextWatchOutput(out, english, false)
        .overview(
            new Overview(
                plain.at(),
                plain.progress(),
                new Pace(2, 4, 4, 0, Optional.empty(), List.of()),
                plain.counts(),
                List.of(),
                Optional.empty()));
    assertThat(lines()).containsExactly("Sending: 3 of 10 done");
  }

  @Test
  void scriptsHearOfEachFileThatWaitsToBeCompleteAndWhy() {
    var folder = new HotFolder(1, "Exports", Path.of("hot"));
    var output = new JsonWatchOutput(out);
    for (Reason.Code code : List.of(Reason.Code.FILE_EMPTY, Reason.Code.FILE_CUT_OFF)) {
      var files = List.of(new Unsettled(new FileRef(folder, "a.jpg"), Reason.of(code)));
      output.waiting(files);
      output.waiting(files);
    }
    output.photo(row(Optional.empty(), Optional.of(Reason.of(Reason.Code.FILE_LOCKED))));
    assertThat(objects())
        .extracting(o -> o.get("event") + " " + o.get("state"))
        .containsExactly("unsettled empty", "unsettled cut_off", "photo null");
    assertThat(String.valueOf(objects().getLast().get("photo"))).contains("state=unreadable");
  }

  @Test
  void theSummaryCountsInWords() {
    var output = new TextWatchOutput(out, english, false);
    output.summary(
        new WatchOutput.Summary(
            0, 0, failed(0), 0, Duration.ofSeconds(3), false, Optional.empty()));
    output.summary(
        new WatchOutput.Summary(
            1, 1, failed(1), 2_000_000, Duration.ofSeconds(3), false, Optional.empty()));
    output.summary(
        new WatchOutput.Summary(
            1482, 2, failed(12), 9_900_000_000L, Duration.ofMinutes(12), false, Optional.empty()));
    assertThat(lines())
        .containsExactly(
            "No photos delivered (0\u00a0B) in 3 s.",
            "One photo delivered (2.0\u00a0MB) in 3 s.",
            "One was on the server already.",
            "One photo could not be sent. See: shuttersend list --state failed",
            "1\u202f482 photos delivered (9.9\u00a0GB) in 12 min.",
            "2 were on the server already.",
            "12 photos could not be sent. See: shuttersend list --state failed");
  }

  @Test
  void onATerminalOneLineLivesAtTheBottom() {
    var output = new TextWatchOutput(out, english, true);
    output.overview(overview(0, 0, 100, Optional.empty()));
    output.overview(overview(1, 1, 100, Optional.empty()));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .endsWith("\r\u001b[KSending: 1 of 100 done, 41.2\u00a0MB/s, about 65 s left")
        .doesNotContain("\n");

    output.photo(row(PhotoState.FAILED, Optional.of(Reason.of(Reason.Code.TOO_LARGE))));
    assertThat(lines().getLast()).as("it is there again below").startsWith("Sending: 1 of 100");
  }

  /// After the summary the last line came once more: "Watching." of a program that had ended.
  @Test
  void onATerminalTheSummaryIsTheEnd() {
    var output = new TextWatchOutput(out, english, true);
    output.overview(overview(0, 100, 100, Optional.empty()));
    output.summary(
        new WatchOutput.Summary(
            100, 0, failed(0), 1, Duration.ofSeconds(3), false, Optional.empty()));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("in 3 s." + System.lineSeparator());
  }

  private List<Map<?, ?>> objects() {
    return lines().stream().<Map<?, ?>>map(line -> Json.read(line, Map.class)).toList();
  }

  @Test
  void scriptsGetOneObjectALine() {
    var output = new JsonWatchOutput(out);
    output.overview(overview(0, 3, 10, Optional.empty()));
    output.overview(overview(1, 3, 10, full(30)));
    output.overview(overview(2, 3, 10, full(30)));
    output.overview(overview(3, 4, 10, Optional.empty()));
    output.photo(row(PhotoState.REFUSED, Optional.of(FULL)));
    output.summary(
        new WatchOutput.Summary(
            4, 1, failed(2), 5000, Duration.ofMillis(1500), false, Optional.empty()));

    assertThat(objects())
        .<Object>extracting(o -> o.get("event"))
        .containsExactly("progress", "waiting", "waiting", "progress", "photo", "summary");
    assertThat(objects().get(0).toString())
        .isEqualTo("{event=progress, done=3, total=10, bytes_per_second=41200000}");
    assertThat(objects().get(1).get("reason")).isEqualTo("server_queue_full");
    assertThat(objects().get(1).get("until")).isEqualTo("2026-11-22T10:00:30Z");
    assertThat(objects().get(2).get("reason")).isNull();
    assertThat(String.valueOf(objects().get(4).get("photo")))
        .contains("path=day 1/a.jpg")
        .contains("state=refused")
        .contains("folder=Exports");
    assertThat(objects().get(5).toString())
        .isEqualTo(
            "{event=summary, delivered=4, duplicates=1, attention=2, waiting=0, troubles=false, bytes=5000, seconds=1.5}");
  }

  private static Overview folder(FolderHealth health, Troubles troubles) {
    var folder = new HotFolder(1, "Exports", Path.of("hot"));
    Overview plain = overview(1, 0, 0, Optional.empty());
    return new Overview(
        plain.at(),
        plain.progress(),
        plain.pace(),
        plain.counts(),
        List.of(new FolderStatus(folder, health, 0, Optional.empty(), troubles)),
        Optional.empty());
  }

  private static void aDayOfAFolder(WatchOutput output) {
    var limit = FolderHealth.of(Cause.WATCH_LIMIT, 8192, "sudo sysctl x=1");
    var trouble = new Trouble(Kind.UNREADABLE, "day 1", "permission denied");
    output.overview(folder(FolderHealth.of(Cause.SCANNING, 3), Troubles.NONE));
    output.overview(folder(FolderHealth.of(Cause.WATCHING), Troubles.NONE));
    output.overview(folder(limit, new Troubles(List.of(trouble), 0)));
    output.overview(folder(limit, new Troubles(List.of(trouble), 2)));
    output.overview(folder(FolderHealth.of(Cause.SCANNING_OF, 3, 9), Troubles.NONE));
    output.overview(folder(FolderHealth.of(Cause.WATCHING), Troubles.NONE));
  }

  @Test
  void aFolderIsSaidWhenItIsOtherwiseAndATroubleOnce() {
    aDayOfAFolder(new TextWatchOutput(out, english, false));
    assertThat(lines())
        .filteredOn(line -> line.startsWith("Exports"))
        .containsExactly(
            "Exports: Checked every few seconds, for this system lets you watch no more than"
                + " 8\u202f192 directories. To allow more: sudo sysctl x=1.",
            "Exports: day 1 cannot be read: permission denied.",
            "Exports: and 2 more that are not sent. See: shuttersend status",
            "Exports: Watching.");
  }

  @Test
  void scriptsHearOfFolders() {
    aDayOfAFolder(new JsonWatchOutput(out));
    assertThat(lines())
        .filteredOn(line -> !line.contains("progress"))
        .containsExactly(
            "{\"event\":\"folder\",\"folder\":\"Exports\",\"health\":\"polling\","
                + "\"reason\":\"watch_limit\",\"args\":[\"8192\",\"sudo sysctl x=1\"]}",
            "{\"event\":\"trouble\",\"folder\":\"Exports\",\"path\":\"day 1\","
                + "\"trouble\":\"unreadable\",\"detail\":\"permission denied\"}",
            lines().stream().filter(line -> line.contains("\"troubles\"")).findFirst().orElse(""),
            "{\"event\":\"folder\",\"folder\":\"Exports\",\"health\":\"watching\","
                + "\"reason\":\"watching\",\"args\":[]}");
  }
}
