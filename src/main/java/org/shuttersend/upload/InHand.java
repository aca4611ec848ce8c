package org.shuttersend.upload;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.shuttersend.catalog.Claim;

/// The claimed photos that somebody here works on; all others that the catalog takes for claimed
/// are in nobody's hands. Any thread.
final class InHand {
  private final ConcurrentHashMap<Long, Photo> photos = new ConcurrentHashMap<>();

  Photo take(Claim claim) {
    var photo = new Photo(claim);
    photos.put(claim.id(), photo);
    return photo;
  }

  Set<Long> ids() {
    return Set.copyOf(photos.keySet());
  }

  /// One that was claimed. Whoever has it leaves it once; a reader that hung meanwhile finds it
  /// left, and has nothing more to say about it.
  final class Photo {
    private volatile Claim claim;
    private volatile boolean left;

    private Photo(Claim claim) {
      this.claim = claim;
    }

    /// As it is now.
    Claim claim() {
      return claim;
    }

    void claim(Claim now) {
      claim = now;
    }

    int folder() {
      return claim.file().ref().folder().id();
    }

    boolean hasLeft() {
      return left;
    }

    /// @return false if it was left before
    synchronized boolean leave() {
      if (left) {
        return false;
      }
      left = true;
      photos.remove(claim.id(), this);
      return true;
    }
  }
}
