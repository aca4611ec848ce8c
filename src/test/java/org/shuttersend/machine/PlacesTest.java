package org.shuttersend.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.testkit.ManualClock;

/// Where the bus listens, and in which time zone the computer is.
class PlacesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @TempDir Path folder;

  private final ManualClock steady = new ManualClock(Instant.EPOCH);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unix:path=/run/dbus/system_bus_socket|/run/dbus/system_bus_socket",
        "unix:guid=7f,path=/b|/b",
        "tcp:host=a;unix:path=/b,guid=7f|/b",
        "unix:abstract=/tmp/x|",
        "unix:path=b|",
        "nonsense|",
      })
  void theSocketIsFoundInTheAddress(String address, String path) {
    assertThat(BusSocket.of(address).map(Path::toString).orElse(null)).isEqualTo(path);
  }

  private Path link() {
    return folder.resolve("localtime");
  }

  private void travel(String zone) throws IOException {
    Files.deleteIfExists(link());
    Files.createSymbolicLink(link(), Path.of("/usr/share/zoneinfo/" + zone));
    steady.advance(Duration.ofSeconds(10));
  }

  @Test
  void theZoneFollowsTheComputer() throws Exception {
    travel("Europe/Paris");
    var zone = new SystemZone(link(), PARIS, steady::nanos);
    assertThat(zone.get()).isEqualTo(PARIS);
    travel("Asia/Kathmandu");
    assertThat(zone.get()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    travel("nowhere/at_all");
    assertThat(zone.get()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    travel("America/Argentina/Ushuaia");
    assertThat(zone.get()).isEqualTo(ZoneId.of("America/Argentina/Ushuaia"));
  }

  @Test
  void aZoneThatWasChosenForThisProgramStays() throws Exception {
    travel("Asia/Kathmandu");
    var zone = new SystemZone(link(), PARIS, steady::nanos);
    travel("Europe/London");
    assertThat(zone.get()).isEqualTo(PARIS);
  }

  @Test
  void whereTheSystemKeepsItElsewhereItIsThatOfTheStart() {
    assertThat(new SystemZone(link(), PARIS, steady::nanos).get()).isEqualTo(PARIS);
  }
}
