package org.shuttersend.receiver.push;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/// How far users' hooks reach. Whoever may set one must not be able to make this machine ask things
/// of its own network: what is not on the public internet is refused, unless it is allowed.
///
/// A name is looked up right before each try. The virtual machine keeps the answer for half a
/// minute, so the connection goes to the addresses that were looked at.
public final class Reach {
  private final boolean toPrivate;

  /// @param toPrivate whether hooks may be on this machine and its networks
  public Reach(boolean toPrivate) {
    this.toPrivate = toPrivate;
  }

  /// Refuses an address that is plainly not allowed, without looking anything up.
  ///
  /// @throws IllegalArgumentException if it is not
  public void checkWritten(String host) {
    if (!toPrivate && (isHere(host) || (isLiteral(host) && !isAllowed(host)))) {
      throw new IllegalArgumentException(
          "url leads into a private network, which this receiver does not allow");
    }
  }

  private static boolean isHere(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost");
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }

  private boolean isAllowed(String literal) {
    try {
      return isAllowed(InetAddress.getAllByName(literal));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /// Whether a host may be reached: all addresses it has, as any of them may be taken.
  ///
  /// @throws UnknownHostException if it has none
  boolean allows(String host) throws UnknownHostException {
    return isAllowed(InetAddress.getAllByName(host));
  }

  private boolean isAllowed(InetAddress... addresses) {
    return toPrivate || Arrays.stream(addresses).allMatch(Reach::isPublic);
  }

  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublic4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
      case Inet6Address _ -> isPublic6(bytes);
      default -> false;
    };
  }

  /// Less what RFC 6890 keeps for special use.
  private static boolean isPublic4(int a, int b, int c) {
    boolean special =
        a == 0
            || (a == 100 && b >= 64 && b < 128)
            || (a == 192 && b == 0 && (c == 0 || c == 2))
            || (a == 192 && b == 88 && c == 99)
            || (a == 198 && (b == 18 || b == 19 || (b == 51 && c == 100)))
            || (a == 203 && b == 0 && c == 113)
            || a >= 240;
    return !special;
  }

  /// Global unicast, less the ways by which it leads to an IPv4 address (6to4, Teredo).
  private static boolean isPublic6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    return first >> 13 == 1 && first != 0x2002 && !(first == 0x2001 && second < 0x200);
  }
}
