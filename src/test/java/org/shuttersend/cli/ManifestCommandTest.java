package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.watch.Whereabouts;

/// `manifest`: a card may be formatted only if every photo on it is on the server for sure.
class ManifestCommandTest extends CardToFormat {
  @Test
  void everyFileHasOneVerdictAndNothingIsHidden() throws IOException {
    deliver("a/safe.jpg", "safe");
    deliver("a/touched.jpg", "before");
    Files.writeString(root.resolve("a/touched.jpg"), "after it was sent");
    accept("a/processing.jpg", "processing");
    queue("a/failed.jpg", "failed");
    catalog
        .outbox()
        .fail(claim(), Reason.of(Reason.Code.NOT_ACCEPTED, "422", "no"), Optional.empty());
    queue("a/waiting.jpg", "waiting");
    HotFolders.write(hot, "a/new.jpg", "new");
    HotFolders.write(hot, "out/left.jpg", "left");
    HotFolders.write(hot, "out/notes.txt", "notes");
    HotFolders.write(hot, "a/empty.jpg", "");
    HotFolders.write(hot, ".trash/old.jpg", "old");
    Files.createSymbolicLink(root.resolve("link.jpg"), root.resolve("a/safe.jpg"));
    assertThat(offline("--format", "json", "--exclude", "out/")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("a/safe.jpg")).isEqualTo("safe");
    assertThat(verdict("a/touched.jpg")).isEqualTo("changed");
    assertThat(verdict("a/processing.jpg")).isEqualTo("waiting");
    assertThat(verdict("a/failed.jpg")).isEqualTo("failed");
    assertThat(verdict("a/waiting.jpg")).isEqualTo("waiting");
    assertThat(verdict("a/new.jpg")).isEqualTo("unseen");
    assertThat(verdict("out/left.jpg")).isEqualTo("excluded");
    assertThat(verdict("out/notes.txt")).isEqualTo("not_a_photo");
    assertThat(verdict("a/empty.jpg")).isEqualTo("empty");
    assertThat(verdict(".trash/old.jpg")).isEqualTo("not_a_photo");
    assertThat(verdict("link.jpg")).isEqualTo("not_a_photo");
    assertThat(out().lines()).hasSize(12);
    assertThat(out().lines().toList().getLast())
        .contains("\"safe\":false", "\"photos\":8", "\"unsafe_photos\":7");
  }

  @Test
  void aPhotoIsSafeOnlyWithAllItsFiles() throws IOException {
    deliver("IMG_1.jpg", "picture");
    deliver("IMG_1.nef", "raw");
    deliver("IMG_2.jpg", "another");
    assertThat(offline()).isEqualTo(Exit.DONE);
    assertThat(out()).contains("All 2 photos were confirmed by the server", "--offline");
    HotFolders.write(hot, "IMG_1.xmp", "stars");
    assertThat(offline()).isEqualTo(Exit.ATTENTION);
    assertThat(out()).contains("1 of 2 photos is NOT safe: one file: never seen.");
  }

  /// As programs do that write into a photo and keep its date.
  private Path rewriteInPlace(String path, String content) throws IOException {
    Path file = root.resolve(path);
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, content, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, time);
    return file;
  }

  @Test
  void whatWasTouchedSinceItArrivedIsReadAndNotTrusted() throws IOException {
    clock.advance(Duration.ofDays(-3_650)); // the system's own time is later
    deliver("edited.jpg", "as it was sent");
    deliver("same.jpg", "the same again");
    Path edited = rewriteInPlace("edited.jpg", "as it is now!!");
    rewriteInPlace("same.jpg", "the same again");
    assertThat(offline("--format=json")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("edited.jpg")).isEqualTo("different");
    assertThat(verdict("same.jpg")).isEqualTo("safe");
    assertThat(out()).contains(HotFolders.hash(edited).hex());
  }

  @Test
  void verifyReadsWhatLiesThere() throws IOException {
    clock.advance(Duration.ofDays(36_500)); // nothing is touched later than it was delivered
    deliver("rot.jpg", "sound");
    Path file = rewriteInPlace("rot.jpg", "rotte");
    assertThat(offline("--format=json")).as("its stamp is the same").isEqualTo(Exit.DONE);
    assertThat(offline("--format=json", "--verify")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("rot.jpg")).isEqualTo("different");
    assertThat(out()).contains(HotFolders.hash(file).hex());
  }

  @Test
  void whatAServerNeverConfirmedIsNotSafe() throws IOException {
    ObservedFile file = queue("a.jpg", "to a plain tus server");
    ContentHash hash = HotFolders.hash(file.ref().file());
    var ready =
        (AfterHash.Ready)
            catalog.outbox().hashed(List.of(new Outbox.Hashed(claim(), hash)), false).getFirst();
    catalog.outbox().accepted(ready.claim(), new Receipt(Optional.empty(), Optional.empty()));
    assertThat(offline("--format=json")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("a.jpg")).isEqualTo("unconfirmed");
  }

  @Test
  void aTwinIsAsSafeAsWhatItIsATwinOf() throws IOException {
    accept("a.jpg", "one content");
    accept("b.jpg", "one content");
    assertThat(offline("--format=json")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("b.jpg")).isEqualTo("unconfirmed");
    catalog.jobs().changed(List.of(new JobChange("job a.jpg", JobState.DONE, 1, Optional.empty())));
    assertThat(offline("--format=json")).isEqualTo(Exit.DONE);
  }

  @Test
  void ofACardThatWasPulledMeanwhileNothingIsSaid() throws Exception {
    deliver("a.jpg", "a");
    var told = new ArrayList<ManifestEntry>();
    var manifest =
        new Manifest(
            hot,
            catalog,
            Choosing.USUAL,
            new Whereabouts(Map.of()),
            Holdings.unasked(),
            ContentReader.none(),
            ContentReader.none(),
            Touched.asTheSystemTells(),
            Manifest.BATCH,
            new ManifestOutput() {
              @Override
              public void begin() {}

              @Override
              public void file(ManifestEntry entry) {
                told.add(entry);
              }

              @Override
              public void summary(ManifestTally tally) {
                throw new AssertionError("what was seen is not all");
              }
            });
    assertThat(manifest.run(FileRef.root(hot))).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void anotherCardWithAFileOfTheSameNameSizeAndTimeIsAnother() throws IOException {
    ObservedFile there = HotFolders.write(hot, "IMG_1.jpg", "this card's");
    var other = new Disk("vfat 1", "OTHER");
    catalog
        .intake()
        .settled(List.of(new ObservedFile(there.ref(), there.stamp().withoutKey(), false, other)));
    assertThat(offline("--format=json")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("IMG_1.jpg")).isEqualTo("unseen");
  }

  @Test
  void whatWasThereBeforeIsLeftOutByChoice() throws IOException {
    ObservedFile before = Whereabouts.of(root).placed(HotFolders.write(hot, "old.jpg", "old"));
    catalog.baseline().choose(hot, true);
    catalog.baseline().add(List.of(before));
    catalog.baseline().taken(hot);
    assertThat(offline("--format=json")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("old.jpg")).isEqualTo("excluded");
    assertThat(out()).contains("\"left_out\":\"there_before\"");
  }

  @Test
  void theTableIsATable() throws IOException {
    ContentHash hash = deliver("a, \"b\"\n1.jpg", "odd");
    assertThat(offline("--format", "csv")).isEqualTo(Exit.DONE);
    assertThat(out().split("\r\n"))
        .satisfies(lines -> {
          assertThat(lines).hasSize(2);
          assertThat(lines[0]).startsWith("path,size,modified,sha256,state,receipt_at");
          assertThat(lines[1])
              .startsWith("\"a, \"\"b\"\"\n1.jpg\",3,")
              .contains("," + hash.hex() + ",processed,2026-11-22T10:00:00Z," + server.address())
              .endsWith(hash.hex() + ",safe,");
        });
    assertThat(err()).contains("confirmed by the server");
  }

  @Test
  void aFolderInAHotFolderAndNoOther() throws IOException {
    deliver("day 1/a.jpg", "a");
    HotFolders.write(hot, "day 2/b.jpg", "b");
    assertThat(manifest(root.resolve("day 1").toString(), "--offline")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("day 1/a.jpg").doesNotContain("b.jpg");
    assertThat(manifest(folder.toString(), "--offline")).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("no hot folder of this catalog");
  }

  @Test
  void withoutAPhotoNothingIsSafe() throws IOException {
    HotFolders.write(hot, "notes.txt", "notes");
    assertThat(offline()).isEqualTo(Exit.ATTENTION);
    assertThat(out()).contains("There is no photo here", "One other file is no photo");
  }

  @Test
  void inFrench() throws IOException {
    deliver("a.jpg", "a");
    locale = Locale.FRENCH;
    offline();
    assertThat(out()).contains("en sûreté", "La seule photo ici a été confirmée par le serveur");
  }

  @Test
  void manyFilesAreToldInBatches() throws IOException {
    for (int i = 0; i < 1005; i++) {
      HotFolders.write(hot, "d" + i % 3 + "/n" + i + ".jpg", "n" + i);
    }
    assertThat(offline("--format=json")).isEqualTo(Exit.ATTENTION);
    assertThat(out().lines()).hasSize(1006);
    assertThat(out()).contains("\"photos\":1005,\"unsafe_photos\":1005");
  }
}
