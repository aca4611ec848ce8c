package org.shuttersend.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {

  @ParameterizedTest
  @CsvSource({
    "IMG_1.NEF, IMG_1",
    "IMG_1.JPG, IMG_1",
    "IMG_1.jpg, IMG_1",
    "IMG_1.xmp, IMG_1",
    "IMG_1.NEF.xmp, IMG_1",
    "IMG_1.nef.XMP, IMG_1",
    "IMG_1.CR3.pp3, IMG_1",
    "IMG_1.MOV, IMG_1",
    "IMG_1.wav, IMG_1",
    "img_1.jpg, img_1",
    "IMG_1-2.jpg, IMG_1-2",
    "IMG.1.xmp, IMG.1",
    "IMG.1.jpg, IMG.1",
    "IMG_1.jpg.jpg, IMG_1.jpg",
    "IMG_1.xmp.xmp, IMG_1.xmp",
    "2026.11/IMG_1.jpg, 2026.11/IMG_1",
    "2026.nef/a.xmp, 2026.nef/a",
    "2026.11/noext, 2026.11/noext",
    ".nef.xmp, .nef",
    "a/.xmp, a/.xmp",
  })
  void aPhotoIsADirectoryAndAStem(String path, String key) {
    assertThat(Grouping.key(path)).isEqualTo(key);
  }

  @Provide
  Arbitrary<String> stems() {
    return Arbitraries.strings()
        .withChars("abAB01_- .ée\u0301🎉\n")
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(stem -> !stem.startsWith(".") && FileKind.of(stem) == FileKind.OTHER);
  }

  @Provide
  Arbitrary<String> directories() {
    return Arbitraries.of("", "a/", "a.nef/", "a/b.c/", "A/");
  }

  @Provide
  Arbitrary<String> photos() {
    return Arbitraries.of("jpg", "JPG", "nef", "CR3", "heic", "mov", "Tif");
  }

  @Provide
  Arbitrary<String> sidecars() {
    return Arbitraries.of("xmp", "XMP", "pp3", "dop", "cos", "WAV");
  }

  @Property
  void allFilesOfAPhotoAreTogether(
      @ForAll("directories") String directory,
      @ForAll("stems") String stem,
      @ForAll("photos") String photo,
      @ForAll("photos") String other,
      @ForAll("sidecars") String sidecar) {
    String key = Grouping.key(directory + stem + "." + photo);
    assertThat(Grouping.key(directory + stem + "." + other)).isEqualTo(key);
    assertThat(Grouping.key(directory + stem + "." + sidecar)).isEqualTo(key);
    assertThat(Grouping.key(directory + stem + "." + photo + "." + sidecar)).isEqualTo(key);
    assertThat(Grouping.key(directory + stem + "." + photo.toUpperCase(Locale.ROOT)))
        .isEqualTo(key);
  }

  @Property
  void differentPhotosAreApart(
      @ForAll("directories") String directory,
      @ForAll("directories") String otherDirectory,
      @ForAll("stems") String stem,
      @ForAll("stems") String otherStem,
      @ForAll("photos") String photo,
      @ForAll("sidecars") String sidecar) {
    boolean same = nfc(directory + stem).equals(nfc(otherDirectory + otherStem));
    assertThat(
            Grouping.key(directory + stem + "." + photo)
                .equals(Grouping.key(otherDirectory + otherStem + "." + sidecar)))
        .isEqualTo(same);
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
