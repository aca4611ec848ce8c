package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private final Selection selection = Selection.photographers();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IMG_0001.JPG",
        "a.jpeg",
        "DSC1.NEF",
        "x.cr3",
        "X.Arw",
        "wedding (12) final.tif",
        "clip.MOV",
        "IMG_1.NEF.xmp",
        "IMG_1.xmp",
        "note.WAV",
        "héllo 🎉.heic",
        "a\nb.jpg",
        "IMG.1.2.dng",
        "temporary.jpg",
        "part.jpg",
        "a.b.jpg",
        "x.cos",
        "x.pp3"
      })
  void takesPhotosRawVideosAndSidecars(String name) {
    assertThat(selection.file(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".DS_Store",
        "._IMG_1.jpg",
        ".hidden.jpg",
        ".IMG_1.jpg.Xa3k2p",
        "Thumbs.db",
        "desktop.ini",
        "IMG_1.jpg.part",
        "IMG_1.jpg.crdownload",
        "IMG_1.jpg~",
        "~IMG_1.jpg",
        "IMG_1.tmp.jpg",
        "IMG_1.jpg_exiftool_tmp",
        "x.filepart",
        "x.download",
        "notes.txt",
        "jpg",
        ".jpg",
        "x.",
        "x",
        "catalog.lrcat",
        "IMG_1.jpg.tmp",
        "IMG_1.jpg.sb-1a2b-Xyz",
        ""
      })
  void leavesOutHiddenTemporaryAndSystemFiles(String name) {
    assertThat(selection.file(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git",
        ".Trash-1000",
        "@eaDir",
        "$RECYCLE.BIN",
        "System Volume Information",
        "lost+found",
        "Lightroom Catalog Previews.lrdata",
        ".shuttersend"
      })
  void looksIntoNoSystemDirectories(String name) {
    assertThat(selection.directory(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DCIM", "100CANON", "2026-11-22 wedding", "x.jpg"})
  void looksIntoOtherDirectories(String name) {
    assertThat(selection.directory(name)).isTrue();
  }
}
