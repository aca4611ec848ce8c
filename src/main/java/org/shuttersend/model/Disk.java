package org.shuttersend.model;

/// What can be pulled with all the files on it, as it is mounted: a card, a disk, a share.
///
/// @param key the same each time it is connected: its UUID or serial number where it has one, else
///   its kind with its size or, on a network, its address; empty if not known
/// @param name for people; does not count for what is the same
public record Disk(String key, String name) {
  /// Where nobody looked, or could tell.
  public static final Disk UNKNOWN = new Disk("", "");

  public boolean isKnown() {
    return !key.isEmpty();
  }

  public boolean isSame(Disk other) {
    return key.equals(other.key);
  }
}
