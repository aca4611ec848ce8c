package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.Choosing;

class SelectionTest {
  private final Selection usual = Selection.photographers();

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
    assertThat(usual.file(name)).isEqualTo(new Verdict.Sent());
    assertThat(usual.takes("2026.11/day 1/" + name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    ".DS_Store, Hidden",
    "._IMG_1.jpg, Hidden",
    ".hidden.jpg, Hidden",
    ".IMG_1.jpg.Xa3k2p, Hidden",
    ".jpg, Hidden",
    "Thumbs.db, OtherType",
    "desktop.ini, OtherType",
    "notes.txt, OtherType",
    "catalog.lrcat, OtherType",
    "jpg, OtherType",
    "x., OtherType",
    "x, OtherType",
    "'', OtherType",
    "IMG_1.jpg.part, WorkFile",
    "IMG_1.jpg.crdownload, WorkFile",
    "IMG_1.jpg~, WorkFile",
    "~IMG_1.jpg, WorkFile",
    "~$plan.docx, WorkFile",
    "IMG_1.tmp.jpg, WorkFile",
    "IMG_1.JPG_exiftool_tmp, WorkFile",
    "x.filepart, WorkFile",
    "x.download, WorkFile",
    "IMG_1.jpg.tmp, WorkFile",
    "IMG_1.jpg.sb-1a2b-Xyz, WorkFile",
  })
  void leavesOutHiddenTemporaryAndOtherFiles(String name, String why) {
    assertThat(usual.file(name).getClass().getSimpleName()).isEqualTo(why);
    assertThat(usual.file("a/b/" + name).getClass().getSimpleName()).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    ".git, Hidden",
    ".Trash-1000, Hidden",
    ".shuttersend, Hidden",
    "@eaDir, SystemDirectory",
    "$RECYCLE.BIN, SystemDirectory",
    "System Volume Information, SystemDirectory",
    "lost+found, SystemDirectory",
    "Lightroom Catalog Previews.lrdata, SystemDirectory",
    "DCIM, Sent",
    "100CANON, Sent",
    "2026-11-22 wedding, Sent",
    "x.jpg, Sent",
  })
  void looksIntoNoSystemDirectories(String name, String why) {
    assertThat(usual.directory(name).getClass().getSimpleName()).isEqualTo(why);
    assertThat(usual.directory("a/" + name).getClass().getSimpleName()).isEqualTo(why);
  }

  private static Selection excluding(String... patterns) {
    return new Selection(
        new Choosing(
            List.of(), List.of(patterns), OptionalLong.empty(), OptionalLong.empty(), false));
  }

  private static Selection including(String... patterns) {
    return new Selection(
        new Choosing(
            List.of(patterns), List.of(), OptionalLong.empty(), OptionalLong.empty(), false));
  }

  private static Selection sized(long least, long most) {
    return new Selection(
        new Choosing(List.of(), List.of(), OptionalLong.of(least), OptionalLong.of(most), false));
  }

  @ParameterizedTest
  @CsvSource({
    "*.jpg, a/b.JPG, true",
    "*.JPG, b.jpg, true",
    "*_proof.*, a/IMG_1_proof.jpg, true",
    "*_proof.*, a/IMG_1.jpg, false",
    "/top.jpg, top.jpg, true",
    "/top.jpg, a/top.jpg, false",
    "day1/*.jpg, day1/a.jpg, true",
    "day1/*.jpg, day1/more/a.jpg, false",
    "day1/*.jpg, x/day1/a.jpg, false",
    "day1/**/*.jpg, day1/x/y/a.jpg, true",
    "IMG_[0-4]*.jpg, IMG_3.jpg, true",
    "IMG_[0-4]*.jpg, IMG_5.jpg, false",
    "a+b (1).jpg, a+b (1).jpg, true",
    "été.jpg, été.jpg, true",
    "ÉTÉ*, été.jpg, true",
  })
  void leavesOutWhatAPatternNames(String pattern, String path, boolean excluded) {
    Verdict expected = excluded ? new Verdict.Excluded(1, pattern) : new Verdict.Sent();
    assertThat(excluding(pattern).file(path)).isEqualTo(expected);
  }

  @Test
  void aNameIsOneHoweverItIsSpelled() {
    assertThat(excluding("\u00e9t\u00e9.jpg").takes("e\u0301te\u0301.jpg")).isFalse();
  }

  @Test
  void theLastPatternThatMatchesDecidesAndIsNamed() {
    Selection selection = excluding("# proofs", "*.jpg", "!keep_*", "keep_no*");
    assertThat(selection.file("a.jpg")).isEqualTo(new Verdict.Excluded(2, "*.jpg"));
    assertThat(selection.file("keep_1.jpg")).isEqualTo(new Verdict.Sent());
    assertThat(selection.file("keep_no.jpg")).isEqualTo(new Verdict.Excluded(4, "keep_no*"));
  }

  @Test
  void aDirectoryLeftOutIsNotLookedInto() {
    Selection selection = excluding("raw/", "/day2", "!raw/keep.nef");
    assertThat(selection.directory("a/raw")).isEqualTo(new Verdict.Excluded(1, "raw/"));
    assertThat(selection.directory("day2")).isEqualTo(new Verdict.Excluded(2, "/day2"));
    assertThat(selection.enters("a/day2")).isTrue();
    assertThat(selection.takes("raw")).as("a file of that name").isFalse();
    assertThat(selection.file("a/raw.nef")).isEqualTo(new Verdict.Sent());
  }

  @ParameterizedTest
  @CsvSource({
    "*.jpg, a/b.JPG, Sent",
    "*.jpg, a/b.nef, NotIncluded",
    "selects/, a/selects/x/b.nef, Sent",
    "selects/, selects/notes.txt, OtherType",
    "selects/, b.nef, NotIncluded",
    "/selects, a/selects/b.nef, NotIncluded",
    "*.pdf, a/contract.PDF, Sent",
    "*.pdf, a/b.jpg, NotIncluded",
    "*.part, b.jpg.part, WorkFile",
    "IMG_*, IMG_1.jpg, Sent",
    "IMG_*, IMG_1.txt, OtherType",
    "*, .hidden.jpg, Hidden",
  })
  void takesOnlyWhatIsIncluded(String pattern, String path, String verdict) {
    assertThat(including(pattern).file(path).getClass().getSimpleName()).isEqualTo(verdict);
  }

  @Test
  void includedAndTakenBack() {
    Selection selection = including("*.jpg", "!*_proof.jpg");
    assertThat(selection.takes("a.jpg")).isTrue();
    assertThat(selection.file("a_proof.jpg")).isEqualTo(new Verdict.NotIncluded());
    assertThat(selection.enters("any")).as("what is below may be included").isTrue();
  }

  @Test
  void sizesAreBoundsThatBelong() {
    Selection selection = sized(100, 200);
    assertThat(selection.size("a.jpg", 99)).isEqualTo(new Verdict.TooSmall(100));
    assertThat(selection.size("a.jpg", 100)).isEqualTo(new Verdict.Sent());
    assertThat(selection.size("a.jpg", 200)).isEqualTo(new Verdict.Sent());
    assertThat(selection.size("a.jpg", 201)).isEqualTo(new Verdict.TooLarge(200));
    assertThat(selection.size("a.jpg", 0)).isEqualTo(new Verdict.Empty());
    assertThat(selection.size("a.xmp", 99)).as("a sidecar is small").isEqualTo(new Verdict.Sent());
    assertThat(usual.size("a.jpg", Long.MAX_VALUE)).isEqualTo(new Verdict.Sent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "[z-a]", "[]", "/", "!", "back\\"})
  void whatCanNeverMatchIsBroken(String pattern) {
    var choosing =
        new Choosing(
            List.of("*.jpg"),
            List.of("*.nef", pattern),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false);
    assertThat(ChoosingProblem.of(choosing))
        .containsExactly(new ChoosingProblem.BrokenPattern(false, 2, pattern));
    assertThatThrownBy(() -> new Selection(choosing)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyProblemIsNamed() {
    var choosing =
        new Choosing(
            List.of("!*.jpg"), List.of("x["), OptionalLong.of(2), OptionalLong.of(1), true);
    assertThat(ChoosingProblem.of(choosing))
        .containsExactly(
            new ChoosingProblem.BrokenPattern(false, 1, "x["),
            new ChoosingProblem.NothingIncluded(),
            new ChoosingProblem.SizesCrossed(2, 1));
    assertThat(ChoosingProblem.of(Choosing.USUAL)).isEmpty();
  }

  @Test
  void thereIsABoundToPatterns() {
    var many = Collections.nCopies(ChoosingProblem.MOST_PATTERNS + 1, "*.jpg");
    var choosing = new Choosing(many, List.of(), OptionalLong.empty(), OptionalLong.empty(), false);
    assertThat(ChoosingProblem.of(choosing))
        .containsExactly(new ChoosingProblem.TooManyPatterns(true));
  }
}
