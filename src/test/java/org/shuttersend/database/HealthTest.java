package org.shuttersend.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.database.DatabaseException.Fault;
import org.slf4j.LoggerFactory;

/// A disk that is full is one state, not thousands of lines.
class HealthTest {
  private final SQLException full = new SQLException("[SQLITE_FULL]", "", 13);

  private final Logger log = (Logger) LoggerFactory.getLogger(HealthTest.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicBoolean room = new AtomicBoolean();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Health health = new Health("catalog.db", log, room::get, nanos::get);

  @BeforeEach
  void listen() {
    log.setAdditive(false);
    log.addAppender(lines);
    lines.start();
  }

  @AfterEach
  void end() {
    log.detachAppender(lines);
    log.setAdditive(true);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private List<String> said() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aLineAtTheBeginningOneAMinuteAndOneAtTheEnd() {
    for (int i = 0; i < 1500; i++) { // two and a half minutes
      health.failed(full, 2);
      pass(Duration.ofMillis(100));
    }
    room.set(true);
    assertThat(health.succeeded()).isTrue();
    assertThat(said())
        .containsExactly(
            "catalog.db cannot be written, which is tried again: [SQLITE_FULL]",
            "catalog.db cannot be written for 60 s now, 1202 changes were not stored: [SQLITE_FULL]",
            "catalog.db cannot be written for 120 s now, 2402 changes were not stored: [SQLITE_FULL]",
            "catalog.db is written again after 150 s, in which 3000 changes were not stored");
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
  }

  @Test
  void thatALittleFoundAPlaceIsNotItsEnd() {
    health.failed(full, 1);
    pass(Duration.ofSeconds(2));
    assertThat(health.succeeded()).isFalse();
    assertThat(health.unwritable()).contains(Fault.DISK_FULL);
    room.set(true);
    pass(Duration.ofSeconds(2));
    assertThat(health.succeeded()).isTrue();
    assertThat(health.unwritable()).isEmpty();
    assertThat(health.spells()).isEqualTo(1);
  }

  @Test
  void aFaultOfOursIsToldEachTime() {
    health.failed(new IllegalStateException("odd"), 3);
    health.failed(new SQLException("no such column", "", 1), 3);
    assertThat(said()).hasSize(2);
    assertThat(health.unwritable()).isEmpty();
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.ERROR);
  }
}
