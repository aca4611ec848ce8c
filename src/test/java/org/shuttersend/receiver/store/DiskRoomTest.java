package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DiskRoomTest {
  private static final long RESERVE = DiskRoom.RESERVE_BYTES;

  private final Logger logger = (Logger) LoggerFactory.getLogger(DiskRoom.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(said);
  }

  @Test
  void aFullDiskIsToldOnceUntilThereIsRoomAgain() throws Exception {
    var room = new DiskRoom(folder);
    assertThat(room.fits(100, RESERVE + 100)).isTrue();
    assertThat(said.list).isEmpty();
    for (int request = 0; request < 50; request++) {
      assertThat(room.fits(100, RESERVE + 99)).isFalse();
      assertThat(room.fits(10, RESERVE + 99)).isTrue();
      room.full();
    }
    assertThat(said.list).hasSize(1);
    assertThat(said.list.getFirst().getFormattedMessage())
        .contains(folder.toString(), "64 MB are free", "64 MB of them are kept", "--into");
    assertThat(room.fits(100, RESERVE + 100)).isTrue();
    assertThat(room.fits(100, 0)).isFalse();
    assertThat(said.list).filteredOn(ILoggingEvent::getLevel, Level.ERROR).hasSize(2);
  }
}
