package org.shuttersend.cli;

import java.util.Locale;

/// What a manifest says of one file. Only what is `SAFE` is on the server for sure.
enum ManifestVerdict {
  /// What lies there is what the server confirmed, and has.
  SAFE,
  /// Known, and on its way.
  WAITING,
  /// Written again since it was known.
  CHANGED,
  /// With `--verify`: the same size and time, and another content.
  DIFFERENT,
  FAILED,
  /// A photo that was left out by choice.
  EXCLUDED,
  /// A photo the catalog does not know.
  UNSEEN,
  EMPTY,
  /// It, or the directory it is, cannot be read or named.
  UNREADABLE,
  /// Sent to a server that does not tell what it stored.
  UNCONFIRMED,
  /// Confirmed once; the server does not have it any more.
  NOT_ON_SERVER,
  /// Nothing a photographer made, as far as its name tells; not sent, and not counted.
  NOT_A_PHOTO;

  boolean isPhoto() {
    return this != NOT_A_PHOTO;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
