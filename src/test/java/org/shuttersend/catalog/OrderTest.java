package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;

/// In which order photos go.
class OrderTest extends Shooting {
  private void find(String path, int count) {
    Instant longAgo = START.minus(Duration.ofDays(365));
    var all = new ArrayList<ObservedFile>();
    for (int i = 0; i < count; i++) {
      all.add(photo(folder, path.formatted(i), MB, longAgo));
    }
    catalog.intake().settled(all);
  }

  private List<String> shown() {
    return catalog.lists().page(PhotoList.TRANSFERS, "", START, 0, 1000).stream()
        .filter(row -> !row.state().equals(Optional.of(PhotoState.SENDING)))
        .map(row -> row.ref().path())
        .toList();
  }

  @Test
  void theNewestGoFirst() {
    for (String path : List.of("1.jpg", "2.jpg", "3.jpg")) {
      shoot(path);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(shown()).containsExactly("3.jpg", "2.jpg", "1.jpg");
    assertThat(next(10)).containsExactly("3.jpg", "2.jpg", "1.jpg");
  }

  @Test
  void ofABurstTheJpegsGoBeforeTheRawFilesAndTheVideo() {
    shoot(folder, "1.mov", 2000 * MB);
    for (int i = 1; i <= 3; i++) {
      shoot(folder, i + ".cr3", 30 * MB);
      shoot(folder, i + ".jpg", (7 + i) * MB);
      shoot(folder, i + ".xmp", 4_000);
    }
    assertThat(next(20))
        .containsExactly(
            "1.xmp", "2.xmp", "3.xmp", "1.jpg", "2.jpg", "3.jpg", "1.cr3", "2.cr3", "3.cr3",
            "1.mov");
  }

  @Test
  void aFolderFullOfOldPhotosGoesAfterWhatIsTakenNow() {
    find("archive/%d.jpg", 500);
    shoot("now.jpg");
    find("more/%d.jpg", 500);
    assertThat(next(1)).containsExactly("now.jpg");
  }

  @Test
  void whatComesFromACardGoesAfterWhatWasTakenSinceButBeforeWhatWaitsForHours() {
    shoot("this morning.jpg");
    clock.advance(Duration.ofHours(3));
    shoot("now.jpg");
    clock.advance(Duration.ofMinutes(30));
    find("card/%d.jpg", 1);
    assertThat(next(3)).containsExactly("now.jpg", "card/0.jpg", "this morning.jpg");
  }

  @Test
  void aCameraWhoseClockRunsAheadIsNotAlwaysFirst() {
    catalog
        .intake()
        .settled(List.of(photo(folder, "ahead.jpg", MB, START.plus(Duration.ofDays(9000)))));
    clock.advance(Duration.ofMinutes(1));
    shoot("now.jpg");
    assertThat(next(2)).containsExactly("now.jpg", "ahead.jpg");
  }

  @Test
  void whatTheUserAsksForGoesFirstInTheOrderAsked() {
    shoot("1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg");
    assertThat(catalog.outbox().sendNow(List.of(id("4.jpg"), id("2.jpg"), 99L))).isEqualTo(2);
    assertThat(catalog.outbox().sendNow(id("5.jpg"))).isTrue();
    assertThat(catalog.outbox().sendNow(id("4.jpg"))).as("asked for twice").isTrue();
    assertThat(shown()).containsExactly("4.jpg", "2.jpg", "5.jpg", "1.jpg", "3.jpg");
    assertThat(next(4)).containsExactly("4.jpg", "2.jpg", "5.jpg", "1.jpg");
    assertThat(catalog.outbox().sendNow(List.of(id("4.jpg")))).as("being sent").isZero();
  }

  @Test
  void theOrderAskedOutlivesARestart() throws IOException, SQLException {
    shoot("1.jpg", "2.jpg");
    catalog.outbox().sendNow(id("2.jpg"));
    catalog.close();
    catalog = reopened();
    catalog.activate(List.of(folder.root()));
    catalog.outbox().sendNow(id("1.jpg"));
    assertThat(next(2)).containsExactly("2.jpg", "1.jpg");
  }

  @Test
  void aRetryNeverGoesBeforeWhatWasNotTried() {
    shoot("1.jpg");
    catalog.outbox().retry(only("1.jpg"), BROKEN, clock.instant().plusSeconds(1));
    find("archive/%d.jpg", 3);
    clock.advance(Duration.ofMinutes(5));
    shoot("2.jpg");
    assertThat(next(10))
        .containsExactly("2.jpg", "archive/0.jpg", "archive/1.jpg", "archive/2.jpg", "1.jpg");
  }

  @Test
  void whatWaitedForTheServerKeepsItsPlace() {
    shoot("1.jpg");
    catalog.outbox().hold(only("1.jpg"), BROKEN, clock.instant().plusSeconds(5));
    shoot("2.jpg");
    assertThat(shown()).as("waits for its time").containsExactly("2.jpg", "1.jpg");
    assertThat(catalog.outbox().nextDue(Set.of(1)))
        .hasValueSatisfying(due -> assertThat(due).isBefore(START));
    clock.advance(Duration.ofSeconds(5));
    assertThat(next(10)).containsExactly("1.jpg", "2.jpg");
  }

  @Test
  void whatWasUnderWayInACrashKeepsItsPlace() {
    shoot("1.jpg", "2.jpg");
    assertThat(next(1)).containsExactly("1.jpg");
    catalog.outbox().recover(Set.of());
    assertThat(next(2)).containsExactly("1.jpg", "2.jpg");
  }

  @Test
  void whatWasAskedForIsFirstAgainAfterAFailureUntilItFailedForGood() {
    shoot("1.jpg", "2.jpg");
    catalog.outbox().sendNow(id("2.jpg"));
    catalog.outbox().retry(claim(1).getFirst(), BROKEN, clock.instant());
    Claim again = claim(1).getFirst();
    assertThat(again.file().ref().path()).isEqualTo("2.jpg");
    catalog.outbox().fail(again, BROKEN, Optional.of(clock.instant()));
    assertThat(next(2)).containsExactly("1.jpg", "2.jpg");
  }

  @Test
  void whatFailedAndWhoseTimeHasComeWaitsLikeTheOthers() {
    shoot("1.jpg");
    catalog.outbox().fail(only("1.jpg"), BROKEN, Optional.of(clock.instant().plusSeconds(9)));
    assertThat(states()).containsExactly(PhotoState.FAILED);
    clock.advance(Duration.ofSeconds(9));
    shoot("2.jpg");
    assertThat(next(1)).containsExactly("2.jpg");
    assertThat(states()).containsExactly(PhotoState.QUEUED, PhotoState.SENDING);
    assertThat(only("1.jpg").attempt()).isEqualTo(1);
  }

  /// The photos it has not are there for long.
  @Test
  void whatAnotherServerIsAskedAboutGoesAfterWhatIsNew() {
    catalog.target("http://one", Optional.of("x"));
    shoot("1.jpg");
    var hashed = new Outbox.Hashed(claimOne(), HotFolders.hash(new byte[] {1}));
    AfterHash ready = catalog.outbox().hashed(List.of(hashed), true).getFirst();
    Claim sent = ((AfterHash.Ready) ready).claim();
    catalog.outbox().alreadyThere(sent, new Receipt(sent.hash(), Optional.empty()), true);
    shoot("2.jpg");
    catalog.target("http://two", Optional.of("y"));
    assertThat(next(2)).containsExactly("2.jpg", "1.jpg");
  }

  @Test
  void theListIsTheOrderInWhichPhotosGo() {
    for (int i = 0; i < 40; i++) {
      clock.advance(Duration.ofSeconds(i % 7));
      shoot(folder, i + ".jpg", (i % 5 + 1L) * 2 * MB);
    }
    catalog.outbox().sendNow(List.of(id("7.jpg"), id("3.jpg")));
    List<PhotoRow> rows = catalog.lists().page(PhotoList.TRANSFERS, "", START, 0, 100);
    assertThat(rows).extracting(row -> row.place().orElse(0)).startsWith(1L, 2L).endsWith(40L);
    List<String> shown = shown();
    assertThat(next(40)).isEqualTo(shown);
  }
}
