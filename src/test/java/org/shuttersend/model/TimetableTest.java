package org.shuttersend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the clock on the wall shows decides, also on the days it is set.
class TimetableTest {
  private static Timetable table(String text) throws TimetableException {
    return TimetableText.read(text);
  }

  private static void holds(String text, String zone, String at, String rule, String until)
      throws TimetableException {
    Timetable.At now = table(text).at(Instant.parse(at), ZoneId.of(zone));
    SendingRule expected = table("00:00-24:00 " + rule).spans().getFirst().rule();
    assertThat(now.rule()).isEqualTo(expected);
    assertThat(now.until())
        .isEqualTo(until.equals("never") ? Optional.empty() : Optional.of(Instant.parse(until)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00Z, full, 2026-11-23T07:00:00Z", // Sunday
    "2026-11-23T06:59:59.999Z, full, 2026-11-23T07:00:00Z",
    "2026-11-23T07:00:00Z, 2M, 2026-11-23T17:00:00Z",
    "2026-11-23T16:59:59Z, 2M, 2026-11-23T17:00:00Z",
    "2026-11-27T17:00:00Z, full, 2026-11-27T23:00:00Z", // Friday evening
    "2026-11-27T23:00:00Z, pause, 2026-11-28T23:00:00Z",
  })
  void aWeekInParis(String at, String rule, String until) throws Exception {
    holds("mon-fri 08:00-18:00 2M; sat 00:00-24:00 pause", "Europe/Paris", at, rule, until);
  }

  @Test
  void withoutARuleItGoesAsFastAsItCanForEver() throws Exception {
    holds("", "Europe/Paris", "2026-11-22T10:00:00Z", "full", "never");
  }

  @Test
  void oneRuleForTheWholeWeekNeverChanges() throws Exception {
    holds("00:00-24:00 2M", "Europe/Paris", "2026-11-22T10:00:00Z", "2M", "never");
    holds(
        "12:00-06:00 2M; 06:00-12:00 2M", "Asia/Kathmandu", "2026-11-22T10:00:00Z", "2M", "never");
  }

  @Test
  void aSpanGoesOnPastMidnightAndPastTheEndOfTheWeek() throws Exception {
    holds("sun 22:00-06:00 pause", "UTC", "2026-11-22T22:00:00Z", "pause", "2026-11-23T06:00:00Z");
    holds("sun 22:00-06:00 pause", "UTC", "2026-11-23T05:59:00Z", "pause", "2026-11-23T06:00:00Z");
    holds("sun 22:00-06:00 pause", "UTC", "2026-11-23T06:00:00Z", "full", "2026-11-29T22:00:00Z");
  }

  @Test
  void whereTwoMeetTheLaterInTheListDecides() throws Exception {
    String text = "mon-fri 08:00-18:00 2M; mon-fri 12:00-13:00 full";
    holds(text, "UTC", "2026-11-23T11:00:00Z", "2M", "2026-11-23T12:00:00Z");
    holds(text, "UTC", "2026-11-23T12:30:00Z", "full", "2026-11-23T13:00:00Z");
    holds(text, "UTC", "2026-11-23T13:00:00Z", "2M", "2026-11-23T18:00:00Z");
  }

  @Test
  void whereOneFollowsAnotherAlikeThereIsNoChange() throws Exception {
    holds(
        "08:00-12:00 2M; 12:00-18:00 2M",
        "UTC",
        "2026-11-23T09:00:00Z",
        "2M",
        "2026-11-23T18:00:00Z");
  }

  /// 2026-03-29 in Paris: after 01:59 (+1) the clock shows 03:00 (+2).
  @Test
  void whatBeginsInTheHourThatIsSkippedBeginsWhenTheClockWasSet() throws Exception {
    String text = "02:30-04:00 pause";
    holds(text, "Europe/Paris", "2026-03-29T00:59:00Z", "full", "2026-03-29T01:00:00Z");
    holds(text, "Europe/Paris", "2026-03-29T01:00:00Z", "pause", "2026-03-29T02:00:00Z");
  }

  @Test
  void whatEndsInTheHourThatIsSkippedEndsWhenTheClockWasSet() throws Exception {
    holds(
        "01:00-02:30 pause",
        "Europe/Paris",
        "2026-03-29T00:30:00Z",
        "pause",
        "2026-03-29T01:00:00Z");
  }

  @Test
  void whatIsSkippedWholeDoesNotHappen() throws Exception {
    holds(
        "02:10-02:50 pause",
        "Europe/Paris",
        "2026-03-29T00:30:00Z",
        "full",
        "2026-03-30T00:10:00Z");
  }

  /// 2026-10-25 in Paris: after 02:59 (+2) the clock shows 02:00 (+1).
  @Test
  void whatBeginsInTheHourThatComesTwiceHoldsBothTimes() throws Exception {
    String text = "02:30-03:30 pause";
    holds(text, "Europe/Paris", "2026-10-25T00:29:00Z", "full", "2026-10-25T00:30:00Z");
    holds(text, "Europe/Paris", "2026-10-25T00:30:00Z", "pause", "2026-10-25T01:00:00Z");
    holds(text, "Europe/Paris", "2026-10-25T01:00:00Z", "full", "2026-10-25T01:30:00Z");
    holds(text, "Europe/Paris", "2026-10-25T01:30:00Z", "pause", "2026-10-25T02:30:00Z");
  }

  @Test
  void whatHoldsAroundTheHourThatComesTwiceLastsAnHourLonger() throws Exception {
    holds(
        "01:00-04:00 pause",
        "Europe/Paris",
        "2026-10-24T23:00:00Z",
        "pause",
        "2026-10-25T03:00:00Z");
  }

  /// Friday 2011-12-30 never was in Apia: after Thursday came Saturday.
  @Test
  void aDayThatAZoneSkipsDoesNotHappen() throws Exception {
    holds(
        "fri 00:00-24:00 pause",
        "Pacific/Apia",
        "2011-12-30T09:00:00Z",
        "full",
        "2012-01-05T10:00:00Z");
    holds(
        "sat 00:00-24:00 pause",
        "Pacific/Apia",
        "2011-12-30T09:00:00Z",
        "full",
        "2011-12-30T10:00:00Z");
  }

  @Test
  void itsOwnZoneIsBeforeTheSystems() throws Exception {
    String text = "zone America/New_York; 08:00-18:00 pause";
    holds(text, "Europe/Paris", "2026-11-23T12:00:00Z", "full", "2026-11-23T13:00:00Z");
  }

  @Test
  void anOffsetOfSecondsIsNoTrouble() throws Exception {
    // Paris kept its own sun's time until 1911: +00:09:21.
    holds(
        "08:00-18:00 pause",
        "Europe/Paris",
        "1900-01-01T07:00:00Z",
        "full",
        "1900-01-01T07:50:39Z");
  }

  @Test
  void whatIsNoSpanIsRefused() {
    Set<DayOfWeek> monday = Set.of(DayOfWeek.MONDAY);
    assertThatThrownBy(() -> new TimetableSpan(Set.of(), 0, 1, SendingRule.FULL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimetableSpan(monday, 5, 5, SendingRule.FULL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimetableSpan(monday, 1440, 5, SendingRule.FULL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimetableSpan(monday, 0, 1441, SendingRule.FULL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SendingRule.Limited(999))
        .isInstanceOf(IllegalArgumentException.class);
    var span = new TimetableSpan(monday, 0, 1, SendingRule.FULL);
    assertThatThrownBy(() -> new Timetable(Optional.empty(), Collections.nCopies(101, span)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Timetable(Optional.of(ZoneOffset.UTC), Collections.nCopies(100, span)).spans())
        .hasSize(100);
  }
}
