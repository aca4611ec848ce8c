package org.shuttersend.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.types.UInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.testkit.ManualClock;

/// What NetworkManager and UPower say holds, while they say it; what cannot be found out does not.
class MachineTest {
  private static final UInt32 YES = new UInt32(1);
  private static final UInt32 NO = new UInt32(2);

  /// After that an answer is too old.
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir Path folder;

  private final ManualClock steady = new ManualClock(Instant.EPOCH);
  private final AtomicInteger changes = new AtomicInteger();
  private OwnBus bus = new OwnBus(Path.of(""));
  private Machine machine = machine(Path.of(""));

  @BeforeEach
  void places() {
    bus = new OwnBus(socket());
    machine = machine(socket());
  }

  private Path socket() {
    return folder.resolve("bus");
  }

  private Machine machine(Path socket) {
    var quick =
        new Rhythm(LONG, Duration.ofMillis(20), Duration.ofMillis(500), LONG, steady::nanos);
    return new Machine(Optional.of(socket), quick, changes::incrementAndGet);
  }

  @AfterEach
  void end() throws Exception {
    machine.close();
    bus.close();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, false", "3, true", "4, false", "99, false"})
  void aNetworkIsMeteredIfNetworkManagerSaysOrGuessesSo(int said, boolean metered)
      throws Exception {
    bus.start().service(Fact.METERED).says(new UInt32(said)).come();
    var battery = bus.service(Fact.ON_BATTERY).says(true).come();
    machine.follow(true, true);
    await().until(machine::isOnBattery); // looked at after the other
    await().until(() -> machine.isMetered() == metered);
    battery.says(false);
    await().until(() -> !machine.isOnBattery());
  }

  @Test
  void whoStartsKnowsWhatHolds() throws Exception {
    bus.start().service(Fact.METERED).says(YES).come();
    var patient = new Rhythm(LONG, Duration.ofMillis(20), LONG, LONG, steady::nanos);
    machine = new Machine(Optional.of(socket()), patient, changes::incrementAndGet);
    machine.awaitFirstLook(); // nothing is wanted
    machine.follow(true, false);
    machine.awaitFirstLook();
    assertThat(machine.isMetered()).isTrue();
  }

  @Test
  void whatChangesIsNoticedAndTold() throws Exception {
    var network = bus.start().service(Fact.METERED).says(NO).come();
    machine.follow(true, false);
    network.says(YES);
    await().until(machine::isMetered);
    await().until(() -> changes.get() >= 1);
    network.says(NO);
    await().until(() -> !machine.isMetered());
    await().until(() -> changes.get() >= 2);
  }

  @Test
  void whatNobodyWantsToKnowDoesNotHold() throws Exception {
    bus.start().service(Fact.METERED).says(YES).come();
    bus.service(Fact.ON_BATTERY).says(true).come();
    machine.follow(false, true);
    await().until(machine::isOnBattery);
    assertThat(machine.isMetered()).isFalse();
    machine.follow(true, false);
    assertThat(machine.isOnBattery()).isFalse();
    await().until(machine::isMetered);
    machine.follow(false, false);
    assertThat(machine.isMetered()).isFalse();
    machine.follow(true, false);
    await().until(machine::isMetered);
  }

  @Test
  void aServiceThatGoesIsNotKnownAndIsFoundAgain() throws Exception {
    var network = bus.start().service(Fact.METERED).says(YES).come();
    machine.follow(true, false);
    await().until(machine::isMetered);
    network.go();
    await().until(() -> !machine.isMetered());
    network.come();
    await().until(machine::isMetered);
  }

  @Test
  void aBusThatDiesAndComesBackIsFoundAgain() throws Exception {
    machine.follow(true, false);
    bus.start().service(Fact.METERED).says(YES).come();
    await().until(machine::isMetered);
    bus.stop();
    steady.advance(LONG);
    await().until(() -> !machine.isMetered());
    Files.deleteIfExists(socket());
    bus.start().service(Fact.METERED).says(YES).come();
    await().until(machine::isMetered);
  }

  @Test
  void aServiceThatHangsDoesNotHoldUpTheOther() throws Exception {
    var network = bus.start().service(Fact.METERED).says(YES).come();
    var battery = bus.service(Fact.ON_BATTERY).says(false).come();
    machine.follow(true, true);
    await().until(machine::isMetered);
    network.hangs();
    battery.says(true);
    await().until(machine::isOnBattery);
    assertThat(machine.isMetered()).as("one late answer is no news").isTrue();
    steady.advance(LONG);
    await().until(() -> !machine.isMetered() && machine.isOnBattery());
    network.says(YES);
    await().until(machine::isMetered);
  }

  @Test
  void nonsenseDoesNotHold() throws Exception {
    var network = bus.start().service(Fact.METERED).says(YES).come();
    var battery = bus.service(Fact.ON_BATTERY).says(true).come();
    machine.follow(true, true);
    for (Object nonsense : List.of("yes", new String[] {"a"}, 1.5, true, new UInt32(7))) {
      await().until(machine::isMetered);
      network.says(nonsense);
      await().until(() -> !machine.isMetered());
      network.says(YES);
    }
    battery.says("true");
    await().until(() -> !machine.isOnBattery());
  }

  /// The last answer is not believed for ever, whatever keeps the next one from coming.
  @Test
  void anOldAnswerIsNotKnownAnyMore() throws Exception {
    var network = bus.start().service(Fact.METERED).says(YES).come();
    machine.follow(true, false);
    await().until(machine::isMetered);
    network.hangs();
    steady.advance(LONG);
    await().until(() -> !machine.isMetered());
  }

  @Test
  void whereThereIsNoBusNothingHolds() {
    machine.follow(true, true);
    assertThat(machine.isMetered()).isFalse();
    assertThat(machine.isOnBattery()).isFalse();
    var nowhere = new Machine(Optional.empty(), Rhythm.USUAL, () -> {});
    nowhere.follow(true, true);
    assertThat(nowhere.isMetered()).isFalse();
    nowhere.close();
  }

  @Test
  void aBusThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket()));
      machine.follow(true, false);
      for (int look = 0; look < 3; look++) {
        try (SocketChannel caller = silent.accept()) {
          var heard = ByteBuffer.allocate(1000);
          while (caller.read(heard) >= 0) {
            heard.clear(); // until it hangs up
          }
        }
      }
      assertThat(machine.isMetered()).isFalse();
    }
  }

  @Test
  void aBusThatTalksNonsenseIsGivenUp() throws Exception {
    try (var mad = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      mad.bind(UnixDomainSocketAddress.of(socket()));
      machine.follow(true, false);
      for (int look = 0; look < 3; look++) {
        try (SocketChannel caller = mad.accept()) {
          caller.write(
              ByteBuffer.wrap("220 welcome to smtp\r\nOK\r\n".getBytes(StandardCharsets.US_ASCII)));
          caller.shutdownOutput();
          var heard = ByteBuffer.allocate(1000);
          while (caller.read(heard) >= 0) {
            heard.clear();
          }
        } catch (IOException e) {
          assertThat(e).isNotNull(); // it hung up first
        }
      }
      assertThat(machine.isMetered()).isFalse();
    }
  }
}
