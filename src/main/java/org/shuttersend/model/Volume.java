package org.shuttersend.model;

/// Which directory on which volume a hot folder's root was when it was last there.
///
/// @param store the volume: its UUID or serial number where it has one, else its kind and, on a
///   network, its address
/// @param root the root's number on that volume; empty where it has none that lasts
/// @param name for people; does not count for what is the same
public record Volume(String store, String root, String name) {

  public boolean isSame(Volume other) {
    return isOnSameDisk(other)
        && (root.equals(other.root) || root.isEmpty() || other.root.isEmpty());
  }

  public boolean isOnSameDisk(Volume other) {
    return store.equals(other.store);
  }
}
