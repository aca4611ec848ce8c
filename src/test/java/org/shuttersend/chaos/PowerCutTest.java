package org.shuttersend.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a disk may lose and what not.
class PowerCutTest {
  private static final int SEEDS = 20;

  @TempDir Path temp;
  private Path uploads = Path.of("");
  private Path photos = Path.of("");
  private final StringBuilder journal = new StringBuilder();

  @BeforeEach
  void folders() throws IOException {
    uploads = Files.createDirectory(temp.resolve("uploads"));
    photos = Files.createDirectory(temp.resolve("photos"));
  }

  private void says(Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      journal.append(i == 0 ? "" : "\t").append(fields[i]);
    }
    journal.append('\n');
  }

  private void strike(long seed) throws IOException {
    PowerCut.strike(Files.writeString(temp.resolve("journal"), journal), seed);
    assertThat(temp.resolve("journal")).isEmptyFile();
  }

  @Test
  void bytesThatWereNotSyncedAreCutOrZeros() throws IOException {
    Path file = uploads.resolve("a");
    for (int seed = 0; seed < SEEDS; seed++) {
      journal.setLength(0);
      says("C", file);
      Files.writeString(file, "x".repeat(10));
      says("S", file, 4);
      strike(seed);
      assertThat(Files.readString(file)).startsWith("xxxx").isNotEqualTo("x".repeat(10));
    }
  }

  @Test
  void whatIsSyncedStays() throws IOException {
    Path file = Files.writeString(photos.resolve("a"), "photo");
    says("C", uploads.resolve("a"));
    says("S", uploads.resolve("a"), 5);
    says("M", uploads.resolve("a"), file);
    says("D", photos, journal.length());
    strike(1);
    assertThat(file).hasContent("photo");
  }

  @Test
  void aRenameIsUndoneWhereNoSyncOfItsFolderBeganAfterIt() throws IOException {
    Files.writeString(photos.resolve("a"), "photo");
    int before = journal.length();
    says("C", uploads.resolve("a"));
    says("S", uploads.resolve("a"), 5);
    says("M", uploads.resolve("a"), photos.resolve("a"));
    says("D", photos, before);
    strike(1);
    assertThat(uploads.resolve("a")).hasContent("photo");
    assertThat(photos).isEmptyDirectory();
  }

  @Test
  void aRenameIntoAFolderThatIsItselfNotOnTheDiskIsUndone() throws IOException {
    Path day = Files.createDirectory(photos.resolve("day"));
    Files.writeString(day.resolve("a"), "photo");
    says("C", uploads.resolve("a"));
    says("S", uploads.resolve("a"), 5);
    says("K", day);
    says("M", uploads.resolve("a"), day.resolve("a"));
    says("D", day, journal.length());
    strike(1);
    assertThat(uploads.resolve("a")).hasContent("photo");
  }

  @Test
  void renamesOfOnePathAreUndoneInTurn() throws IOException {
    Path versions = Files.createDirectory(temp.resolve("versions"));
    Files.writeString(versions.resolve("old"), "first");
    Files.writeString(photos.resolve("a"), "second");
    says("M", uploads.resolve("1"), photos.resolve("a"));
    says("M", photos.resolve("a"), versions.resolve("old"));
    says("M", uploads.resolve("2"), photos.resolve("a"));
    strike(1);
    assertThat(uploads.resolve("1")).hasContent("first");
    assertThat(uploads.resolve("2")).hasContent("second");
  }
}
