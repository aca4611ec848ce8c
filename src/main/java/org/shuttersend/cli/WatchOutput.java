package org.shuttersend.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoRow;

/// What a headless run says. Called by one thread.
public interface WatchOutput {

  /// About once a second, and when something changed.
  void overview(Overview overview);

  /// A photo reached an end: delivered, there already, or needing attention; or the run is over and
  /// it does not settle, or went away before it could be sent.
  void photo(PhotoRow row);

  /// The run is over.
  void summary(Summary summary);

  /// @param delivered photos this run brought to their end on the server
  /// @param duplicates photos whose content the server had already
  /// @param attention photos that need attention now
  /// @param bytes of the delivered photos
  /// @param troubles whether something in the folders could not even be looked at
  /// @param data the data folder, where `list` has to be told of it
  record Summary(
      long delivered,
      long duplicates,
      long attention,
      long bytes,
      Duration duration,
      boolean troubles,
      Optional<Path> data) {}
}
