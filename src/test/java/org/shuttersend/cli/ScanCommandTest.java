package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Receipt;
import org.shuttersend.settle.Readiness;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.text.Texts;
import org.shuttersend.watch.Verdict;

/// The dry run in real folders. With `--data` named, so that the catalog of whoever runs the tests
/// is never looked at.
class ScanCommandTest extends CommandLine {
  private Path root = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    root = hot("Exports");
    data = folder.resolve("data");
    Catalog.open(data, clock, () -> "key").close();
  }

  private int scan(String... more) {
    out.reset();
    err.reset();
    var args = new ArrayList<>(List.of("scan", root.toString(), "--data", data.toString()));
    args.addAll(List.of(more));
    int code = run(args.toArray(String[]::new));
    assertThat(programs.started).as("a dry run starts nothing").isEmpty();
    return code;
  }

  private List<String> lines() {
    return out().lines().toList();
  }

  private void write(String path, int size) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "x".repeat(size));
  }

  @Test
  void countsPhotosAndTheirFilesAndWhyTheRestIsLeftOut() throws Exception {
    write("day 1/IMG_1.NEF", 1000);
    write("day 1/IMG_1.JPG", 500);
    write("day 1/IMG_1.NEF.xmp", 10);
    write("day 1/IMG_2.jpg", 500);
    write("day 2/IMG_1.jpg", 500);
    write("notes.txt", 7);
    write("IMG_3.jpg.part", 70);
    write(".cache/IMG_4.jpg", 70);
    write(".hidden.jpg", 70);
    write("empty.jpg", 0);
    write("@eaDir/IMG_1.jpg", 70);
    assertThat(scan()).isEqualTo(Exit.DONE);
    assertThat(lines())
        .contains(
            "3 photos would be sent (5 files, 3\u00a0kB):",
            "    day 1/IMG_1.NEF.xmp",
            "Left out, not a photo's type: one file, 7\u00a0B",
            "    notes.txt",
            "Left out, a temporary or work file: one file, 70\u00a0B",
            "Left out, hidden: one file, 70\u00a0B",
            "Left out, empty: one file, 0\u00a0B",
            "Not looked into, hidden: one folder",
            "    .cache",
            "Not looked into, a folder of the system or of a program: one folder");
    assertThat(err()).isEmpty();
  }

  @Test
  void honoursWhatIsChosenAndNamesThePattern() throws Exception {
    write("a.jpg", 500);
    write("a_proof.jpg", 500);
    write("raw/a.nef", 500);
    write("tiny.jpg", 9);
    write("huge.mov", 5000);
    write("a.xmp", 9);
    assertThat(
            scan("--exclude", "*_PROOF.*", "--exclude=raw/", "--min-size=10", "--max-size", "1 KB"))
        .isEqualTo(Exit.DONE);
    assertThat(lines())
        .contains(
            "One photo would be sent (2 files, 509\u00a0B):",
            "Left out, by pattern 1, \"*_PROOF.*\": one file, 500\u00a0B",
            "Left out, smaller than 10\u00a0B: one file, 9\u00a0B",
            "Left out, larger than 1\u00a0kB: one file, 5\u00a0kB",
            "Not looked into, by pattern 2, \"raw/\": one folder");
    assertThat(scan("--include", "raw/", "--json")).isEqualTo(Exit.DONE);
    assertThat(lines())
        .anyMatch(line -> line.contains("\"path\":\"raw/a.nef\"") && line.contains("\"sent\""))
        .anyMatch(line -> line.contains("\"path\":\"a.jpg\"") && line.contains("\"not_included\""));
    assertThat(lines().getLast()).contains("\"photos\":1,\"files\":1,\"bytes\":500");
  }

  @Test
  void showsAFewOfManyOrAll() throws Exception {
    for (int i = 0; i < 1300; i++) {
      write("IMG_%04d.jpg".formatted(i), 2);
    }
    assertThat(scan()).isEqualTo(Exit.DONE);
    assertThat(lines()).hasSize(1 + ScanTally.EXAMPLES + 1);
    assertThat(lines().getFirst()).startsWith("1300 photos".replace("1300", "1\u202f300"));
    assertThat(lines().getLast()).contains("1\u202f295 more");
    assertThat(scan("--all")).isEqualTo(Exit.DONE);
    assertThat(lines()).hasSize(1301);
  }

  @Test
  void whatLooksCutOffOrIsBeingWrittenIsSaid() throws Exception {
    Files.write(root.resolve("cut.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0});
    write("open.nef", 5);
    try (OutputStream writer = Files.newOutputStream(root.resolve("open.nef"))) {
      writer.write(1);
      assertThat(scan("--json")).isEqualTo(Exit.DONE);
    }
    assertThat(lines())
        .anyMatch(line -> line.contains("cut.jpg") && line.contains("\"readiness\":\"cut_off\""));
    boolean tells = System.getProperty("os.name", "").startsWith("Linux");
    assertThat(lines().getLast())
        .contains("\"cut_off\":1", tells ? "\"being_written\":1" : "\"being_written\":");
    assertThat(scan()).isEqualTo(Exit.DONE);
    assertThat(lines()).anyMatch(line -> line.startsWith("looks cut off: one file"));
  }

  @Test
  void whatTheServerHasIsCounted() throws Exception {
    HotFolder folder;
    try (Catalog catalog = Catalog.open(data, clock, () -> "key")) {
      folder = catalog.activate(List.of(root)).getFirst();
      ObservedFile sent = HotFolders.write(folder, "sent.jpg", "sent");
      catalog.intake().settled(List.of(sent));
      Claim claim = catalog.outbox().claim(1, Set.of(folder.id())).getFirst();
      var hash = HotFolders.hash(sent.ref().file());
      var ready =
          (AfterHash.Ready)
              catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, hash)), false).getFirst();
      catalog.outbox().accepted(ready.claim(), new Receipt(Optional.of(hash), Optional.empty()));
    }
    HotFolders.write(folder, "new.jpg", "new");
    assertThat(scan()).isEqualTo(Exit.DONE);
    assertThat(lines())
        .containsExactly(
            "One photo would be sent (one file, 3\u00a0B):",
            "    new.jpg",
            "On the server already, and not sent again: one file, 4\u00a0B",
            "    sent.jpg");
    assertThat(scan("--json")).isEqualTo(Exit.DONE);
    assertThat(lines().getLast()).contains("\"photos\":1,\"files\":1,\"bytes\":3,\"delivered\":1");
    HotFolders.write(folder, "sent.jpg", "edited since");
    assertThat(scan("--json")).isEqualTo(Exit.DONE);
    assertThat(lines().getLast()).contains("\"files\":2").contains("\"delivered\":0");
  }

  @Test
  void onlyNewLeavesWhatIsThere() throws Exception {
    write("old.jpg", 5);
    assertThat(scan("--only-new")).isEqualTo(Exit.DONE);
    assertThat(lines())
        .contains("Nothing would be sent.", "Left out, there before: one file, 5\u00a0B");
    try (Catalog catalog = Catalog.open(data, clock, () -> "key")) {
      HotFolder folder = catalog.activate(List.of(root)).getFirst();
      catalog.baseline().choose(folder, true);
      catalog.baseline().add(List.of(HotFolders.look(new FileRef(folder, "old.jpg"))));
      catalog.baseline().taken(folder);
    }
    write("new.jpg", 5);
    assertThat(scan("--only-new")).isEqualTo(Exit.DONE);
    assertThat(lines())
        .contains(
            "One photo would be sent (one file, 5\u00a0B):",
            "    new.jpg",
            "Left out, there before: one file, 5\u00a0B");
  }

  @Test
  void troublesAreSaidAndNeedAttention() throws Exception {
    write("a.jpg", 5);
    Files.createSymbolicLink(root.resolve("link.jpg"), root.resolve("a.jpg"));
    assertThat(scan()).as("a link is only said").isEqualTo(Exit.DONE);
    assertThat(lines()).contains("a link, not followed: 1", "    link.jpg");
    Path locked = Files.createDirectories(root.resolve("locked"));
    assumeTrue(locked.toFile().setReadable(false, false) && !Files.isReadable(locked));
    assertThat(scan()).isEqualTo(Exit.ATTENTION);
    assertThat(lines()).contains("cannot be read: 1", "    locked (permission denied)");
    assertThat(locked.toFile().setReadable(true, false)).isTrue();
  }

  /// As whoever may read everything is, a test cannot have a file that is unreadable.
  @Test
  void aFileThatCannotBeReadWouldNotBeSent() {
    var tally = new ScanTally();
    for (Readiness readiness : List.of(Readiness.COMPLETE, Readiness.UNREADABLE)) {
      var ref = new FileRef(new HotFolder(1, "Exports", root), readiness + ".jpg");
      var file = new ObservedFile(ref, new FileStamp(5, clock.instant(), "key"));
      tally.add(new ScanFinding(file, new Verdict.Sent(), Optional.empty(), readiness));
    }
    tally.endOfDirectory();
    new TextScanOutput(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new Texts(Locale.ENGLISH, RootCommand.TEXTS),
            false)
        .summary(tally);
    assertThat(lines())
        .containsExactly(
            "One photo would be sent (one file, 5\u00a0B):",
            "    COMPLETE.jpg",
            "cannot be read: one file, 5\u00a0B",
            "    UNREADABLE.jpg");
    assertThat(tally.needsAttention()).isTrue();
  }

  @Test
  void aNameThatIsNoTextNeedsAttention() throws Exception {
    assumeTrue(System.getProperty("os.name", "").startsWith("Linux"));
    write("a.jpg", 5);
    var touch = new ProcessBuilder("sh", "-c", "touch \"$(printf 'IMG_\\377.jpg')\"");
    assertThat(touch.directory(root.toFile()).start().waitFor()).isZero();
    assertThat(scan()).isEqualTo(Exit.ATTENTION);
    assertThat(lines()).contains("a name that is no text here: 1");
    assertThat(scan("--json")).isEqualTo(Exit.ATTENTION);
    assertThat(lines()).anyMatch(line -> line.contains("\"kind\":\"name_not_text\""));
  }

  @Test
  void nothingInTheFolderIsTouched() throws Exception {
    write("a.jpg", 5);
    FileTime before = Files.getLastModifiedTime(root);
    scan();
    scan("--all", "--only-new");
    assertThat(Files.getLastModifiedTime(root)).isEqualTo(before);
    try (var files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("a.jpg"));
    }
  }

  /// It read as if PDFs were sent beside the photos.
  @Test
  void includeSendsNothingElseUnlessThatIsIncludedToo() throws Exception {
    write("a.jpg", 5);
    write("b.pdf", 5);
    assertThat(scan("--include", "*.pdf", "--all")).isEqualTo(Exit.DONE);
    assertThat(lines()).contains("One photo would be sent (one file, 5\u00a0B):");
    assertThat(lines()).anyMatch(line -> line.matches("would be sent .* b.pdf"));
    assertThat(scan("--include", "*", "--include", "*.pdf")).isEqualTo(Exit.DONE);
    assertThat(lines()).contains("2 photos would be sent (2 files, 10\u00a0B):");
  }

  @Test
  void frenchIsSpoken() throws Exception {
    locale = Locale.FRENCH;
    write("a.jpg", 5);
    write("notes.txt", 5);
    assertThat(scan()).isEqualTo(Exit.DONE);
    assertThat(lines())
        .contains(
            "Une photo serait envoyée (un fichier, 5\u00a0o) :",
            "Laissé, pas un type de photo : un fichier, 5\u00a0o");
  }
}
