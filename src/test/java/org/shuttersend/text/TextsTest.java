package org.shuttersend.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuttersend.model.Reason;
import org.shuttersend.model.TimetableProblem;
import org.shuttersend.model.Trouble;

class TextsTest {
  private final Texts english = new Texts(Locale.ENGLISH);
  private final Texts french = new Texts(Locale.FRENCH);

  @ParameterizedTest
  @EnumSource
  void everyReasonHasItsSentenceInBothLanguages(Reason.Code code) {
    var reason = Reason.of(code, "one", "two");
    assertThat(english.reason(reason)).isNotBlank().doesNotContain("{");
    assertThat(french.reason(reason)).isNotBlank().doesNotContain("{");
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultOfATimetableHasItsSentenceInBothLanguages(TimetableProblem.Kind kind) {
    var problem = new TimetableProblem(kind, 2, "sat 8-18 2M", "8");
    assertThat(english.timetable(problem)).startsWith("Rule 2").doesNotContain("{");
    assertThat(french.timetable(problem)).startsWith("La règle 2").doesNotContain("{");
  }

  @Test
  void saysSizesAsCamerasDo() {
    assertThat(english.bytes(52_400_000)).isEqualTo("52.4\u00a0MB");
    assertThat(french.bytes(52_400_000)).isEqualTo("52,4\u00a0Mo");
    assertThat(english.bytes(999)).isEqualTo("999\u00a0B");
    assertThat(english.bytes(999_600)).isEqualTo("1.0\u00a0MB");
  }

  @Test
  void saysWaitsNeverShorterThanTheyAre() {
    assertThat(english.duration(Duration.ofMillis(11_001))).isEqualTo("12 s");
    assertThat(english.duration(Duration.ofSeconds(121))).isEqualTo("3 min");
  }

  @Test
  void countsPlacesInLine() {
    assertThat(english.ordinal(1)).isEqualTo("1st");
    assertThat(english.ordinal(12)).isEqualTo("12th");
    assertThat(english.ordinal(22)).isEqualTo("22nd");
    assertThat(french.ordinal(1)).isEqualTo("1re");
    assertThat(french.ordinal(21)).isEqualTo("21e");
  }

  @Test
  void englishStaysEnglishOnAFrenchSystem() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.FRANCE);
    try {
      assertThat(new Texts(Locale.US).reason(Reason.of(Reason.Code.PAUSED))).isEqualTo("Paused");
    } finally {
      Locale.setDefault(before);
    }
  }

  /// Inside French it was English.
  @Test
  void whatSystemsSayIsSaidInOurWords() {
    for (String words :
        List.of("permission denied", "Permission denied", "/card/a.jpg: Permission denied")) {
      assertThat(french.system(words)).isEqualTo("permission refusée");
    }
    assertThat(english.system("Input/output error")).contains("reports an error");
    assertThat(french.system("Something odd: 17")).isEqualTo("Something odd: 17");
    assertThat(french.trouble(new Trouble(Trouble.Kind.UNREADABLE, "day 1", "permission denied")))
        .isEqualTo("day 1 ne peut pas être lu : permission refusée");
    assertThat(french.reason(Reason.of(Reason.Code.FILE_UNREADABLE, "Input/output error")))
        .startsWith("Le fichier ne peut pas être lu : son disque ou sa carte");
  }

  @Test
  void whatTheServerRefusedIsSaidInOurWordsWhereItsKindIsKnown() {
    var known = Reason.of(Reason.Code.NOT_ACCEPTED, "422", "The path is long", "path_too_long");
    assertThat(french.reason(known))
        .startsWith("Le serveur l'a refusée : son chemin est plus long");
    var unknown = Reason.of(Reason.Code.NOT_ACCEPTED, "422", "No cats", "cats");
    assertThat(french.reason(unknown)).isEqualTo("Le serveur l'a refusée : No cats (422)");
    var bare = Reason.of(Reason.Code.NOT_ACCEPTED, "422", "No cats");
    assertThat(french.reason(bare)).isEqualTo("Le serveur l'a refusée : No cats (422)");
  }

  @Test
  void aNameCannotCommandTheTerminal() {
    assertThat(Texts.printable("a\u001b[2J\nb.jpg")).isEqualTo("a\uFFFD[2J\uFFFDb.jpg");
    assertThat(Texts.printable("Zoë (1).jpg")).isEqualTo("Zoë (1).jpg");
  }
}
