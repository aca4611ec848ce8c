package org.shuttersend.machine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the system's bus listens.
final class BusSocket {
  private static final String USUAL = "unix:path=/run/dbus/system_bus_socket";

  /// The first of the addresses that is a socket with a name; others cannot be opened from here.
  private static final Pattern PATH = Pattern.compile("(?:^|;)unix:(?:[^;]*,)?path=(/[^,;%]+)");

  private BusSocket() {}

  static Optional<Path> here() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    String said = System.getenv("DBUS_SYSTEM_BUS_ADDRESS");
    return linux ? of(said == null || said.isBlank() ? USUAL : said) : Optional.empty();
  }

  /// @param addresses as the D-Bus specification writes them
  static Optional<Path> of(String addresses) {
    Matcher matcher = PATH.matcher(addresses);
    return matcher.find() ? Optional.of(Path.of(matcher.group(1))) : Optional.empty();
  }
}
