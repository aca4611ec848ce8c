package org.shuttersend.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.ui.main.OpenWindow.ENGLISH;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuttersend.model.JobState;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.text.Texts;

class RowLineTest {
  private final Wedding wedding = new Wedding(Path.of("exports").toAbsolutePath());

  @ParameterizedTest
  @EnumSource
  void everyStateHasItsWordsInBothLanguages(PhotoState state) {
    var row = wedding.row(1, "a.jpg", 10, state);
    var french = new Texts(Locale.FRENCH, "org.shuttersend.ui.ui");
    assertThat(RowLine.of(row, ENGLISH, Wedding.ZONE).spoken()).isNotBlank();
    assertThat(RowLine.of(row, french, Wedding.ZONE).spoken()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void everyStateOnTheServerHasItsWords(JobState job) {
    var row = wedding.accepted(1, "a.jpg", 10, job, OptionalLong.empty());
    assertThat(RowLine.of(row, ENGLISH, Wedding.ZONE).spoken()).startsWith("On server · ");
  }

  @Test
  void saysThePlaceInTheServersQueue() {
    var row = wedding.accepted(1, "a.jpg", 10, JobState.QUEUED, OptionalLong.of(7));
    assertThat(RowLine.of(row, ENGLISH, Wedding.ZONE).spoken())
        .isEqualTo("On server · 7th in its queue");
  }

  @Test
  void aFullySentPhotoIsNotMoreThanAHundredPercent() {
    var row = wedding.sending(1, "a.jpg", 10, 1.2, 0);
    assertThat(RowLine.of(row, ENGLISH, Wedding.ZONE).lead()).isEqualTo("Uploading 100\u00a0%");
  }

  @Test
  void aPhotoThatNeedsAttentionSaysWhyWhereItIsNamed() {
    var row =
        wedding.failed(1, "day 1/a.jpg", 10, 3, Reason.of(Reason.Code.NO_ANSWER), Optional.empty());
    assertThat(RowLine.place(row, ENGLISH, Wedding.ZONE))
        .isEqualTo("Smith wedding · Exports · day 1 · The server did not answer in time");
    assertThat(RowLine.of(row, ENGLISH, Wedding.ZONE).spoken())
        .isEqualTo("Not sent · will not be retried");
  }
}
