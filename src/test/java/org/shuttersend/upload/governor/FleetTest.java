package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.upload.governor.BusyServer.ARRIVED;
import static org.shuttersend.upload.governor.BusyServer.KNOCKED;
import static org.shuttersend.upload.governor.BusyServer.PROCESSED;
import static org.shuttersend.upload.governor.BusyServer.REFUSED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A studio's fleet against one server, with the real rules, in virtual time: ten minutes of work,
/// ten in which the server is dead, ten after its return. Senders always have more photos.
class FleetTest {
  private static final int SENDERS = 50;
  private static final int PER_SECOND = 20;
  private static final int CAPACITY = 1000;
  private static final int MINUTE = 60;
  private static final int DIES = 10 * MINUTE;
  private static final int BACK = 20 * MINUTE;
  private static final int END = 30 * MINUTE;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isFastFairAndPolite(long seed) {
    var fleet = new Fleet(SENDERS, PER_SECOND, CAPACITY, seed);
    BusyServer server = fleet.server;
    fleet.until(MINUTE);
    double _ = fleet.fairness();
    fleet.until(DIES);

    assertThat((double) server.sum(PROCESSED, MINUTE, DIES) / ((DIES - MINUTE) * PER_SECOND))
        .as("of what the server can do")
        .isGreaterThanOrEqualTo(0.95);
    assertThat(fleet.fairness()).as("Jain's index").isGreaterThanOrEqualTo(0.95);
    assertThat(refused(server, MINUTE, DIES)).as("refused").isLessThan(0.01);

    server.die();
    fleet.until(BACK);
    assertThat((double) server.sum(KNOCKED, DIES + MINUTE, BACK) / (BACK - DIES - MINUTE))
        .as("looks a second at a dead server, by all of them")
        .isLessThan(2);

    server.comeBack();
    fleet.until(END);
    assertThat(server.most(ARRIVED, BACK, BACK + MINUTE))
        .as("most in one second after its return")
        .isLessThanOrEqualTo(3 * PER_SECOND);
    assertThat(refused(server, BACK, END)).as("refused after its return").isLessThan(0.01);
    assertThat(
            (double) server.sum(PROCESSED, BACK + MINUTE, END)
                / ((END - BACK - MINUTE) * PER_SECOND))
        .as("of what it can do, a minute after its return")
        .isGreaterThanOrEqualTo(0.95);
    double _ = fleet.fairness();
  }

  /// One photographer and the same server: nobody is slowed down who need not be.
  @Test
  void oneAloneKeepsTheServerBusy() {
    var fleet = new Fleet(1, PER_SECOND, CAPACITY, 5);
    fleet.until(DIES);
    assertThat((double) fleet.server.sum(PROCESSED, MINUTE, DIES) / ((DIES - MINUTE) * PER_SECOND))
        .isGreaterThanOrEqualTo(0.99);
    assertThat(fleet.server.sum(REFUSED, 0, DIES)).isZero();
  }

  /// Ten times faster, ten times as many: the same rules.
  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void largerFleetsShareAsWell(int senders) {
    var fleet = new Fleet(senders, PER_SECOND, CAPACITY, 6);
    fleet.until(2 * MINUTE);
    double _ = fleet.fairness();
    fleet.until(DIES);
    assertThat(fleet.fairness()).isGreaterThanOrEqualTo(0.95);
    assertThat(refused(fleet.server, 2 * MINUTE, DIES)).isLessThan(0.01);
  }

  /// The pictures in `src/docs`: run with `-Dplots.write=src/docs` to draw them anew.
  @Test
  void canBeDrawn() throws IOException {
    var fleet = new Fleet(SENDERS, PER_SECOND, CAPACITY, 1);
    fleet.until(DIES);
    fleet.server.die();
    fleet.until(BACK);
    fleet.server.comeBack();
    fleet.until(END);
    String svg = new FleetPlot(fleet.server, END).svg();
    assertThat(svg).contains("</svg>");
    String folder = System.getProperty("plots.write", "");
    if (!folder.isEmpty()) {
      Files.writeString(Path.of(folder).resolve("fleet.svg"), svg);
    }
  }

  private static double refused(BusyServer server, int from, int to) {
    return (double) server.sum(REFUSED, from, to) / Math.max(1, server.sum(ARRIVED, from, to));
  }
}
