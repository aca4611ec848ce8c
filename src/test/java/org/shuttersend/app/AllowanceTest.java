package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Limits;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Reason.Code;
import org.shuttersend.model.Snooze;
import org.shuttersend.model.Timetable;
import org.shuttersend.model.TimetableException;
import org.shuttersend.model.TimetableText;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.upload.governor.Governor;

/// What the user chose reaches the governor when it is time, and not before.
class AllowanceTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /// A Monday, 09:59 in Paris.
  private static final Instant START = Instant.parse("2026-11-23T08:59:00Z");

  @TempDir Path temp;
  private final ManualClock clock = new ManualClock(START);
  private final Governor governor = new Governor(8, clock, clock::nanos, new Random(4));
  private final AtomicBoolean metered = new AtomicBoolean();
  private final AtomicBoolean battery = new AtomicBoolean();
  private Optional<Allowance> running = Optional.empty();
  private Catalog catalog;

  @BeforeEach
  void open() throws IOException, SQLException {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> UUID.randomUUID().toString());
  }

  @AfterEach
  void close() {
    running.ifPresent(Allowance::close);
    catalog.close();
  }

  private Allowance start(Limits limits) {
    Allowance allowance = made(limits);
    allowance.start();
    return allowance;
  }

  private Allowance made(Limits limits) {
    running.ifPresent(Allowance::close);
    var allowance =
        new Allowance(
            limits, governor, catalog.pauseBook(), clock, () -> PARIS, metered::get, battery::get);
    running = Optional.of(allowance);
    return allowance;
  }

  private static Limits timetable(String text) throws TimetableException {
    return new Limits(
        3, OptionalInt.empty(), OptionalLong.of(5_000_000), TimetableText.read(text), false, false);
  }

  private Optional<Pace.Hold> hold() {
    return governor.pace(0).hold();
  }

  private void becomes(Optional<Code> code) {
    running.orElseThrow().changed();
    await().until(() -> hold().map(Pace.Hold::reason).map(Reason::code).equals(code));
  }

  private void awaitLimit(String bytes) {
    running.orElseThrow().changed();
    await().until(() -> governor.pace(0).limits().contains(Reason.of(Code.BYTES_LIMITED, bytes)));
  }

  @Test
  void theTimetableIsKeptToTheMinuteAndTheLowerLimitHolds() throws TimetableException {
    start(timetable("mon-fri 10:00-12:00 2M; mon 12:00-13:00 pause"));
    assertThat(governor.pace(0).maximum()).isEqualTo(3);
    awaitLimit("5000000");
    clock.advance(Duration.ofMinutes(1));
    awaitLimit("2000000");
    clock.advance(Duration.ofHours(2));
    becomes(Optional.of(Code.TIMETABLE_PAUSED));
    assertThat(hold().flatMap(Pace.Hold::until)).contains(START.plus(Duration.ofMinutes(181)));
    clock.advance(Duration.ofHours(1));
    becomes(Optional.empty());
    awaitLimit("5000000");
  }

  @Test
  void aPauseEndsByItselfAndOutlivesTheProgram() {
    Allowance allowance = start(Limits.USUAL);
    allowance.pause(Snooze.HALF_AN_HOUR);
    becomes(Optional.of(Code.SNOOZED));
    allowance.close();
    governor.go(Code.PAUSED); // as in a new program
    await().until(() -> catalog.pauseBook().read(clock.instant()).isPresent());
    Allowance next = made(Limits.USUAL);
    next.takeUpPause();
    next.start();
    assertThat(hold().flatMap(Pace.Hold::until)).contains(START.plus(Duration.ofMinutes(30)));
    clock.advance(Duration.ofMinutes(30));
    becomes(Optional.empty());
  }

  @Test
  void resumingEndsAPauseThatHasNoEnd() {
    Allowance allowance = start(Limits.USUAL);
    allowance.pause(Snooze.UNTIL_RESUMED);
    becomes(Optional.of(Code.PAUSED));
    clock.advance(Duration.ofDays(3));
    allowance.changed();
    becomes(Optional.of(Code.PAUSED));
    allowance.resume();
    becomes(Optional.empty());
  }

  @Test
  void otherLimitsHoldAtOnce() throws TimetableException {
    Allowance allowance = start(Limits.USUAL);
    allowance.limits(timetable("mon 00:00-24:00 pause"));
    becomes(Optional.of(Code.TIMETABLE_PAUSED));
    assertThat(governor.pace(0).maximum()).isEqualTo(3);
    allowance.limits(timetable(""));
    becomes(Optional.empty());
    awaitLimit("5000000");
  }

  @Test
  void whatTheComputerHangsOnCountsOnlyIfItWasChosen() {
    metered.set(true);
    battery.set(true);
    start(Limits.USUAL);
    assertThat(hold()).isEmpty();
    start(new Limits(8, OptionalInt.empty(), OptionalLong.empty(), Timetable.NONE, true, true));
    becomes(Optional.of(Code.METERED_NETWORK));
    metered.set(false);
    becomes(Optional.of(Code.ON_BATTERY));
    battery.set(false);
    becomes(Optional.empty());
  }
}
