package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.catalog.UnsettledBook;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Unsettled;
import org.shuttersend.model.WatchBudget;

/// `status` and `list`: what the catalog holds, to people and to scripts.
class CatalogCommandsTest extends CommandLine {
  @Test
  void whereThereIsNoCatalog() {
    refuses("There is no catalog", "status", "--data", folder.toString());
    refuses("There is no catalog", "list", "--data", folder.toString());
    assertThat(folder.resolve("catalog.db")).doesNotExist();
  }

  @Test
  void whatIsNoCatalogIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("catalog.db"), "notes of the week, 1 kilobyte ".repeat(40));
    refuses("is damaged. Your photos are not.", "status", "--data", folder.toString());
    assertThat(folder.resolve("catalog.db")).content().startsWith("notes of the week");
  }

  /// One delivered, one failed, one waiting.
  private String catalog() throws Exception {
    Path data = folder.resolve("data");
    var keys = new int[1];
    try (Catalog catalog = Catalog.open(data, clock, () -> "key-" + keys[0]++)) {
      HotFolder hot = catalog.activate(List.of(folder.resolve("Exports"))).getFirst();
      for (String name : List.of("a.jpg", "b.jpg", "c.jpg")) {
        catalog
            .intake()
            .settled(
                List.of(
                    new ObservedFile(
                        new FileRef(hot, name), new FileStamp(2_000_000, clock.instant(), name))));
      }
      List<Claim> claims = catalog.outbox().claim(2, Set.of(1, 2, 3));
      var hash = new ContentHash("ab".repeat(32));
      var ready =
          (AfterHash.Ready)
              catalog
                  .outbox()
                  .hashed(List.of(new Outbox.Hashed(claims.get(0), hash)), false)
                  .getFirst();
      catalog.outbox().accepted(ready.claim(), new Receipt(Optional.of(hash), Optional.empty()));
      catalog
          .outbox()
          .fail(
              claims.get(1),
              Reason.of(Reason.Code.NOT_ACCEPTED, "422", "Not a picture"),
              Optional.empty());
    }
    return data.toString();
  }

  @Test
  void statusCountsAndNeedsAttention() throws Exception {
    assertThat(run("status", "--data", catalog())).isEqualTo(Exit.ATTENTION);
    assertThat(out())
        .containsPattern("Delivered +1 +2.0\u00a0MB")
        .containsPattern("Not sent +1 +")
        .containsPattern("Waiting +1 +")
        .doesNotContain("Held");
  }

  @Test
  void statusForScripts() throws Exception {
    assertThat(run("status", "--json", "--data", catalog())).isEqualTo(Exit.ATTENTION);
    assertThat(out().lines()).hasSize(1);
    assertThat(out())
        .contains("\"processed\":{")
        .contains("\"photos\":1")
        .contains("\"bytes\":2000000")
        .contains("\"superseded\":{");
  }

  @Test
  void statusOfAnEmptyCatalog() throws Exception {
    Catalog.open(folder.resolve("data"), clock, () -> "key").close();
    assertThat(run("status", "--data", folder.resolve("data").toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("No photos yet.");
  }

  @Test
  void statusTellsWhatWaitsToBeComplete() throws Exception {
    Path data = folder.resolve("data");
    try (Catalog catalog = Catalog.open(data, clock, () -> "key")) {
      HotFolder hot = catalog.activate(List.of(folder.resolve("Exports"))).getFirst();
      var cut = new Unsettled(new FileRef(hot, "day/a.jpg"), Reason.of(Reason.Code.FILE_CUT_OFF));
      catalog.unsettledBook().report(new UnsettledBook.Said(3, List.of(cut)));
    }
    assertThat(run("status", "--data", data.toString())).isEqualTo(Exit.DONE);
    assertThat(out())
        .contains(
            "3 files wait to be complete:",
            "  Exports/day/a.jpg: It looks cut off",
            "  and 2 more");
    out.reset();
    assertThat(run("status", "--json", "--data", data.toString())).isEqualTo(Exit.DONE);
    assertThat(out())
        .contains("\"unsettled\":3", "\"path\":\"day/a.jpg\"", "\"state\":\"cut_off\"");
    out.reset();
    clock.advance(Duration.ofMinutes(4));
    assertThat(run("status", "--data", data.toString())).isEqualTo(Exit.DONE);
    assertThat(out()).as("said by a program that was killed").doesNotContain("to be complete");
  }

  @Test
  void listTellsEachPhotoAndWhy() throws Exception {
    assertThat(run("list", "--data", catalog())).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(3);
    assertThat(out()).contains("Exports/b.jpg  The server refused it: Not a picture (422)");
  }

  @Test
  void listOfOneStateForScripts() throws Exception {
    String data = catalog();
    assertThat(run("list", "--state", "failed", "--json", "--data", data)).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(1);
    assertThat(out())
        .contains("\"path\":\"b.jpg\"")
        .contains("\"state\":\"failed\"")
        .contains("\"code\":\"not_accepted\"")
        .contains("\"args\":[\"422\",\"Not a picture\"]")
        .contains("\"until\":null");
    out.reset();
    assertThat(run("list", "--limit=1", "--data=" + data)).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001"})
  void listOfTooMany(String limit) {
    refuses("--limit takes a number from 1 to", "list", "--limit=" + limit);
  }

  @Test
  void listOfAStateThereIsNot() {
    assertThat(run("list", "--state", "lost")).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("lost");
  }

  @Test
  void theLatestChangeIsListedFirst() throws Exception {
    String data = catalog();
    clock.advance(Duration.ofMinutes(1));
    try (Catalog catalog = Catalog.open(Path.of(data), clock, () -> "again")) {
      HotFolder hot = catalog.activate(List.of(folder.resolve("Exports"))).getFirst();
      catalog.intake().gone(new FileRef(hot, "b.jpg"), Disk.UNKNOWN);
    }
    assertThat(run("list", "--limit", "2", "--data", data)).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(2);
    assertThat(out().lines().toList().getFirst()).contains("Gone before it was sent", "b.jpg");
    assertThat(run("status", "--data", data)).isEqualTo(Exit.DONE);
    assertThat(out()).contains("One photo went away before being sent");
  }

  @Test
  void whileEverythingWaitsPhotosInHandAreSaidToWaitAndWhy() throws Exception {
    Path data = Path.of(catalog());
    try (Catalog catalog = Catalog.open(data, clock, () -> "again")) {
      assertThat(catalog.outbox().claim(1, Set.of(1))).hasSize(1);
      catalog
          .paceBook()
          .waitsFor(
              Optional.of(
                  new Pace.Hold(
                      Reason.of(Reason.Code.SERVER_QUEUE_FULL),
                      Optional.of(clock.instant().plusSeconds(12)))));
    }
    assertThat(run("list", "--data", data.toString())).isEqualTo(Exit.DONE);
    assertThat(out())
        .containsPattern(
            "Waiting +2.0.MB +Exports/c.jpg +The server's queue is full. Next try in 12")
        .doesNotContain("Being sent");
    assertThat(run("status", "--data", data.toString())).isEqualTo(Exit.ATTENTION);
    assertThat(out()).contains("Waiting: The server's queue is full. Next try in 12 s.");
    clock.advance(Duration.ofSeconds(13));
    run("status", "--data", data.toString());
    assertThat(out().lines().filter(line -> line.startsWith("Waiting:"))).hasSize(1);
  }

  @Test
  void whilePhotosGoItIsSaidHowFastAndWhyNotFaster() throws Exception {
    Path data = Path.of(catalog());
    try (Catalog catalog = Catalog.open(data, clock, () -> "again")) {
      catalog
          .paceBook()
          .goes(
              Optional.of(
                  new Pace(
                      3,
                      3,
                      8,
                      2_000_000,
                      Optional.empty(),
                      List.of(
                          Reason.of(Reason.Code.BYTES_LIMITED, "2000000"),
                          Reason.of(Reason.Code.AT_ONCE_ENOUGH)))),
              clock.instant());
    }
    run("status", "--data", data.toString());
    assertThat(out())
        .containsPattern("Sending 3 photos at once, 2.0.MB/s")
        .containsPattern("At most 2.0.MB/s")
        .contains("More at once would be no faster");
    run("status", "--json", "--data", data.toString());
    assertThat(out())
        .contains("\"pace\":{\"sending\":3,\"permitted\":3,\"maximum\":8,")
        .contains("{\"code\":\"bytes_limited\",\"args\":[\"2000000\"]}");
    clock.advance(Duration.ofSeconds(31)); // nobody has said so since
    run("status", "--data", data.toString());
    assertThat(out().lines().filter(line -> line.startsWith("Sending"))).hasSize(1);
  }

  @Test
  void statusSaysHowTheFoldersAreAndWhatTheyHoldBack() throws Exception {
    String data = catalog();
    assertThat(run("status", "--data", data)).isEqualTo(Exit.ATTENTION);
    assertThat(out()).contains("Exports: Not being watched now");
    try (Catalog catalog = Catalog.open(Path.of(data), clock, () -> "key")) {
      HotFolder hot = catalog.activate(List.of(folder.resolve("Exports"))).getFirst();
      catalog
          .folderBook()
          .report(
              List.of(
                  new FolderStatus(
                      hot,
                      FolderHealth.of(FolderHealth.Cause.NETWORK, "nfs4"),
                      0,
                      Optional.of(new WatchBudget(3, 20, 8192)),
                      new Troubles(
                          List.of(new Trouble(Trouble.Kind.PATH_TOO_LONG, "deep", "")), 2))));
    }
    run("status", "--data", data);
    assertThat(out())
        .contains(
            "Exports: Checked every few seconds as well",
            "(nfs4)",
            "Directories watched: 3; 20 of 8\u202f192 taken",
            "deep lies too deep",
            "and 2 more");
  }

  @Test
  void aPhotoThatLookedCutOffIsSaidToPeopleToo() throws Exception {
    Path data = folder.resolve("cut");
    try (Catalog catalog = Catalog.open(data, clock, () -> "key")) {
      HotFolder hot = catalog.activate(List.of(folder.resolve("Exports"))).getFirst();
      catalog
          .intake()
          .settled(
              List.of(
                  new ObservedFile(
                      new FileRef(hot, "cut.jpg"), new FileStamp(5, clock.instant(), "1"), true)));
    }
    assertThat(run("list", "--data", data.toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("Exports/cut.jpg  it looks cut off");
  }
}
