package org.shuttersend.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The time zone of the computer, also when it travels: Java asks for it once and keeps that for as
/// long as it runs. Where it cannot be followed (Windows; a zone set for this program alone), it is
/// the one of the start. Any thread.
public final class SystemZone implements Supplier<ZoneId> {
  private static final Path LINK = Path.of("/etc/localtime");
  private static final String ZONES = "/zoneinfo/";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Path link;
  private final LongSupplier nanos;

  /// Whether the zone at the start was the link's, and nobody chose another.
  private final boolean follows;

  // Guarded by this.
  private ZoneId now;
  private long looked;

  /// @param link to the zone's file
  /// @param atStart what Java takes for the zone
  /// @param nanos the steady clock
  SystemZone(Path link, ZoneId atStart, LongSupplier nanos) {
    this.link = link;
    this.nanos = nanos;
    this.follows = read(link).filter(atStart::equals).isPresent();
    this.now = atStart;
    this.looked = nanos.getAsLong();
  }

  public static SystemZone here() {
    return new SystemZone(LINK, ZoneId.systemDefault(), System::nanoTime);
  }

  @Override
  public synchronized ZoneId get() {
    if (follows && nanos.getAsLong() - looked >= BETWEEN_LOOKS.toNanos()) {
      looked = nanos.getAsLong();
      now = read(link).orElse(now);
    }
    return now;
  }

  private static Optional<ZoneId> read(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      int zones = target.lastIndexOf(ZONES);
      return zones < 0
          ? Optional.empty()
          : Optional.of(ZoneId.of(target.substring(zones + ZONES.length())));
    } catch (IOException | UnsupportedOperationException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
