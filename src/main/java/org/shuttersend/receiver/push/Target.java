package org.shuttersend.receiver.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a notice goes, and what it is signed with.
public record Target(URI url, String secret) {
  private static final int LONGEST = 2000;

  /// Reads a hook's address as somebody typed it.
  ///
  /// @throws IllegalArgumentException if no notice can go there
  public static URI address(String typed) {
    if (typed.length() > LONGEST) {
      throw new IllegalArgumentException("url is longer than " + LONGEST + " characters");
    }
    URI url;
    try {
      url = new URI(typed.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url is not an address", e);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("url must begin with http:// or https://");
    }
    if (url.getHost() == null || url.getHost().isEmpty() || url.getPort() > 65535) {
      throw new IllegalArgumentException("url names no host");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("url must hold no user, password or fragment");
    }
    return url;
  }

  /// Scheme, host and port: what may be shown of it.
  String shown() {
    String port = url.getPort() == -1 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }

  /// A secret never shows itself, nor does the path, which is often one.
  @Override
  public String toString() {
    return shown();
  }
}
