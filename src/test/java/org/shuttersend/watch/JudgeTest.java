package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Acquaintance.Trace;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.testkit.ManualClock;

/// Which of several cards that the system calls the same is the one that was put in. On cards,
/// files have no numbers that last.
class JudgeTest {
  private static final Disk CARD = new Disk("vfat 31914983424", "CANON_DC");
  private static final Disk SECOND = new Disk("vfat 31914983424 #2", "CANON_DC (2)");
  private static final Disk THIRD = new Disk("vfat 31914983424 #3", "CANON_DC (3)");
  private static final String PLACE = "EOS";

  @TempDir Path root;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:00:00Z"));
  private final List<Acquaintance> known = new ArrayList<>();
  private HotFolder folder = new HotFolder(1, "media", Path.of("/media"));

  @BeforeEach
  void folder() {
    folder = new HotFolder(1, "media", root);
  }

  private Disk judged(Disk... taken) {
    return judgedAt(PLACE, taken);
  }

  private Disk judgedAt(String place, Disk... taken) {
    var spot = new Whereabouts.Spot(CARD, "40", "8:17", "vfat", false);
    return new Judge(folder, (_, _) -> known).judge(place, spot, Set.of(taken));
  }

  /// A file is on the card that is in the reader.
  private Trace shoot(String path, boolean waits) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    clock.advance(Duration.ofSeconds(2));
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Trace(path, FileStamp.of(attributes).withoutKey(), waits);
  }

  private Trace waiting(String path) throws IOException {
    return shoot(path, true);
  }

  private Trace sent(String path) throws IOException {
    return shoot(path, false);
  }

  private static Trace deleted(Trace trace, Path root) throws IOException {
    Files.delete(root.resolve(trace.path()));
    return trace;
  }

  /// Another file has its place now.
  private Trace other(Trace trace) throws IOException {
    shoot(trace.path(), true);
    return trace;
  }

  private void knows(Disk disk, Trace... traces) {
    known.add(new Acquaintance(disk, List.of(traces)));
  }

  @Test
  void aCardOfWhichNothingIsKnownIsTheFirst() throws IOException {
    waiting("EOS/DCIM/a.jpg");
    assertThat(judged()).isEqualTo(CARD);
    knows(CARD);
    assertThat(judged()).as("known by its key alone").isEqualTo(CARD);
  }

  @Test
  void aCardWithOneOfItsWaitingPhotosIsTheSame() throws IOException {
    knows(
        CARD,
        waiting("EOS/DCIM/a.jpg"),
        deleted(waiting("EOS/DCIM/b.jpg"), root),
        deleted(waiting("EOS/DCIM/c.jpg"), root));
    assertThat(judged()).isEqualTo(CARD);
  }

  @Test
  void aCardWithOtherFilesOfTheSameNamesIsAnother() throws IOException {
    knows(CARD, other(waiting("EOS/DCIM/a.jpg")), other(waiting("EOS/DCIM/b.jpg")));
    assertThat(judged()).isEqualTo(SECOND);
  }

  @Test
  void aCardWithFilesOfOtherNamesIsAnother() throws IOException {
    knows(CARD, deleted(waiting("EOS/DCIM/a.jpg"), root));
    waiting("EOS/DCIM/z.jpg");
    assertThat(judged()).isEqualTo(SECOND);
  }

  @Test
  void eachOfSeveralIsKnownAgain() throws IOException {
    knows(CARD, other(waiting("EOS/DCIM/a.jpg")));
    knows(THIRD, other(waiting("EOS/DCIM/a.jpg")));
    knows(SECOND, waiting("EOS/DCIM/a.jpg"));
    assertThat(judged()).isEqualTo(SECOND);
    waiting("EOS/DCIM/a.jpg");
    assertThat(judged()).isEqualTo(CARD.alike(4));
  }

  @Test
  void aFileThatWasEditedOrIsGrowingDoesNotMakeAnotherCardOfIt() throws IOException {
    knows(CARD, waiting("EOS/DCIM/a.jpg"), other(waiting("EOS/DCIM/b.jpg")));
    assertThat(judged()).isEqualTo(CARD);
  }

  @Test
  void oneFileThatIsOnEveryCardDoesNotMakeThemOne() throws IOException {
    knows(
        CARD,
        waiting("EOS/logo.jpg"),
        other(waiting("EOS/DCIM/a.jpg")),
        other(waiting("EOS/DCIM/b.jpg")));
    assertThat(judged()).isEqualTo(SECOND);
  }

  @Test
  void aCardFromWhichAllThatWaitedWasDeletedIsTheSame() throws IOException {
    knows(
        CARD,
        deleted(waiting("EOS/DCIM/c.jpg"), root),
        sent("EOS/DCIM/a.jpg"),
        sent("EOS/DCIM/b.jpg"));
    assertThat(judged()).isEqualTo(CARD);
  }

  @Test
  void aCardOnWhichOnlyAFileOfOldIsThereIsAnother() throws IOException {
    knows(
        CARD,
        deleted(waiting("EOS/DCIM/b.jpg"), root),
        deleted(waiting("EOS/DCIM/c.jpg"), root),
        sent("EOS/logo.jpg"));
    assertThat(judged()).isEqualTo(SECOND);
  }

  /// So that the photos to come are never mixed with those of another card.
  @Test
  void aCardThatWasFormattedIsAnotherAlsoIfAllWasSent() throws IOException {
    knows(CARD, other(sent("EOS/DCIM/a.jpg")), deleted(sent("EOS/DCIM/b.jpg"), root));
    assertThat(judged()).isEqualTo(SECOND);
    knows(SECOND);
    assertThat(judged()).as("a number is used once nothing is known under it").isEqualTo(SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EOS1", "user/EOS"})
  void aCardIsKnownAgainAtAnotherPlace(String place) throws IOException {
    knows(CARD, deleted(waiting("EOS/DCIM/a.jpg"), root));
    waiting(place + "/DCIM/a.jpg");
    assertThat(judgedAt(place)).as("another photo").isEqualTo(SECOND);
    known.clear();
    Trace there = waiting(place + "/DCIM/a.jpg");
    knows(CARD, new Trace("EOS/DCIM/a.jpg", there.stamp(), true));
    assertThat(judgedAt(place)).isEqualTo(CARD);
  }

  @Test
  void theHotFolderItselfMayBeTheCard() throws IOException {
    knows(CARD, other(waiting("DCIM/a.jpg")));
    knows(SECOND, waiting("DCIM/b.jpg"));
    assertThat(judgedAt("")).isEqualTo(SECOND);
  }

  @Test
  void oneThatIsInAnotherReaderIsNotThisOne() throws IOException {
    assertThat(judged(CARD)).isEqualTo(SECOND);
    knows(CARD, waiting("EOS/DCIM/a.jpg"));
    assertThat(judged(CARD)).isEqualTo(SECOND);
    assertThat(judged(CARD, SECOND)).isEqualTo(THIRD);
  }

  @Test
  void whatIsCalledTheSameIsNumbered() {
    assertThat(CARD.alike(2)).isEqualTo(SECOND);
    assertThat(CARD.numberAmong(CARD)).hasValue(1);
    assertThat(SECOND.numberAmong(CARD)).hasValue(2);
    for (String key : List.of("vfat", CARD.key() + " /DCIM", CARD.key() + " #x", "vfat #2")) {
      assertThat(new Disk(key, "CANON_DC").numberAmong(CARD)).as(key).isEmpty();
    }
  }
}
