package org.shuttersend.receiver.queue;

import java.io.IOException;
import org.shuttersend.receiver.store.StoredPhoto;

/// One thing done with every photo after it is stored. Steps run in order, on the queue's workers,
/// and may run again after a stop: each must bear being done twice.
public interface Step {
  /// What a step finds counts only if the photo still lies where it was claimed: a newer version of
  /// its path may move it aside meanwhile, and then it is done over.
  ///
  /// @throws Refused if it will never work; the photo's job fails with the reason
  /// @throws IOException if it may work later; it is tried again, a limited number of times
  void run(StoredPhoto photo) throws IOException, Refused;

  /// Nothing more can be done with this photo.
  final class Refused extends Exception {
    /// @param reason in words a photographer understands
    public Refused(String reason) {
      super(reason);
    }
  }
}
