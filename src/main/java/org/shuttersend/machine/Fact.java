package org.shuttersend.machine;

import org.freedesktop.dbus.messages.constants.Flags;
import org.freedesktop.dbus.types.UInt32;

/// Something that holds or not, and the property of a service on the system's bus that tells.
enum Fact {
  /// NetworkManager: 1 yes, 2 no, 3 yes by its guess, 4 no by its guess, 0 unknown. It is not
  /// started for our sake: where it does not run, another program sees to the network.
  METERED(
      "org.freedesktop.NetworkManager",
      "/org/freedesktop/NetworkManager",
      "org.freedesktop.NetworkManager",
      "Metered",
      Flags.NO_AUTO_START),
  /// UPower is made to be started by the first who asks.
  ON_BATTERY(
      "org.freedesktop.UPower",
      "/org/freedesktop/UPower",
      "org.freedesktop.UPower",
      "OnBattery",
      (byte) 0);

  private static final long YES = 1;
  private static final long GUESSED_YES = 3;

  final String service;
  final String path;
  final String group;
  final String property;
  final byte flags;

  Fact(String service, String path, String group, String property, byte flags) {
    this.service = service;
    this.path = path;
    this.group = group;
    this.property = property;
    this.flags = flags;
  }

  /// Whether this answer says so; one that makes no sense does not.
  boolean holds(Object answer) {
    return switch (this) {
      case METERED ->
          answer instanceof UInt32 said
              && (said.longValue() == YES || said.longValue() == GUESSED_YES);
      case ON_BATTERY -> answer.equals(true);
    };
  }
}
