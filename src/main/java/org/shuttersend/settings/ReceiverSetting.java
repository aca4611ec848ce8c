package org.shuttersend.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What of the receiver can be set, each in three ways: as an option, in the environment, and in a
/// file. The option and the line of the file have the same name.
public enum ReceiverSetting {
  LISTEN("RECEIVER_LISTEN", "127.0.0.1"),
  PORT("RECEIVER_PORT", 8088, 0, 65_535),
  TLS_CERT("RECEIVER_TLS_CERT", ""),
  TLS_KEY("RECEIVER_TLS_KEY", ""),
  WORKERS("PHOTO_QUEUE_WORKERS", 3, 1, 64),
  QUEUE_SIZE("PHOTO_QUEUE_MAX_SIZE", 1000, 1, 1_000_000),
  QUEUE_LEASE_SECONDS("PHOTO_QUEUE_LEASE_SECONDS", 20, 1, 3600),
  ANALYSER("ANALYSER_URL", ""),
  ANALYSER_REQUESTS("ANALYSER_CONCURRENT_REQUESTS", 10, 1, 256),
  DB_POOL_SIZE("DB_POOL_SIZE", 5, 1, 100),
  DB_MAX_OVERFLOW("DB_MAX_OVERFLOW", 5, 0, 100),
  CACHE_SECONDS("PHOTO_CACHE_SECONDS", 60, 30, 120),
  UPLOADS_PER_MINUTE("UPLOADS_PER_MINUTE", 100, 0, 1_000_000),
  TUS_UPLOADS_PER_MINUTE("TUS_UPLOADS_PER_MINUTE", 6000, 0, 1_000_000),
  PAGES_PER_MINUTE("PAGES_PER_MINUTE", 60, 0, 1_000_000),
  JOB_DETAILS_PER_30S("JOB_DETAILS_PER_30S", 10, 0, 1_000_000),
  CHANGES_PER_30S("CHANGES_PER_30S", 5, 0, 1_000_000),
  BAD_TOKENS_PER_MINUTE("BAD_TOKENS_PER_MINUTE", 10, 1, 1_000_000),
  CONNECTIONS("RECEIVER_CONNECTIONS", 1024, 16, 65_535),
  CONNECTIONS_PER_ADDRESS("RECEIVER_CONNECTIONS_PER_ADDRESS", 512, 8, 65_535),
  MIN_BYTES_PER_SECOND("RECEIVER_MIN_BYTES_PER_SECOND", 500, 0, 1_000_000);

  private final String environment;
  private final String usual;

  /// More than the most where any text will do.
  private final int least;

  private final int most;

  /// Whole numbers, both ends included.
  public record Range(int least, int most) {
    boolean has(String text) {
      try {
        int number = Integer.parseInt(text);
        return number >= least && number <= most;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /// Any text; empty for none.
  ReceiverSetting(String environment, String usual) {
    this.environment = environment;
    this.usual = usual;
    this.least = 1;
    this.most = 0;
  }

  ReceiverSetting(String environment, int usual, int least, int most) {
    this.environment = environment;
    this.usual = Integer.toString(usual);
    this.least = least;
    this.most = most;
  }

  /// As in a file; with two dashes before it, the option.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String environment() {
    return environment;
  }

  /// What it is where nobody sets it.
  public String usual() {
    return usual;
  }

  /// Empty where any text will do.
  public Optional<Range> range() {
    return least > most ? Optional.empty() : Optional.of(new Range(least, most));
  }

  static Optional<ReceiverSetting> byKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findAny();
  }
}
