package org.shuttersend.cli;

import java.time.Duration;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoRow;

/// What a headless run says. Called by one thread.
public interface WatchOutput {

  /// About once a second, and when something changed.
  void overview(Overview overview);

  /// A photo reached an end: delivered, there already, or needing attention.
  void photo(PhotoRow row);

  /// The run is over.
  void summary(Summary summary);

  /// @param delivered photos this run brought to their end on the server
  /// @param duplicates photos whose content the server had already
  /// @param attention photos that need attention now
  /// @param bytes of the delivered photos
  /// @param troubles whether something in the folders could not even be looked at
  record Summary(
      long delivered,
      long duplicates,
      long attention,
      long bytes,
      Duration duration,
      boolean troubles) {
    /// Of a run without troubles in its folders.
    public Summary(long delivered, long duplicates, long attention, long bytes, Duration duration) {
      this(delivered, duplicates, attention, bytes, duration, false);
    }
  }
}
