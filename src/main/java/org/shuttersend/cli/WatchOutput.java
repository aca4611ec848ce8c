package org.shuttersend.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.Unsettled;

/// What a headless run says. Called by one thread.
public interface WatchOutput {

  /// About once a second, and when something changed.
  void overview(Overview overview);

  /// A photo reached an end: delivered, there already, or needing attention; or the run is over and
  /// it does not settle, or went away before it could be sent.
  void photo(PhotoRow row);

  /// A file was moved after it was sent.
  void moved(MovedPhoto photo);

  /// What waits to settle, at most 20: still being written, cut off, empty, not readable.
  void waiting(List<Unsettled> files);

  /// The run is over.
  void summary(Summary summary);

  /// @param delivered photos this run brought to their end on the server
  /// @param duplicates photos whose content the server had already
  /// @param left what needs attention now
  /// @param bytes of the delivered photos
  /// @param troubles whether something in the folders could not even be looked at
  /// @param data the data folder, where `list`, `status` and `scan` have to be told of it
  record Summary(
      long delivered,
      long duplicates,
      Left left,
      long bytes,
      Duration duration,
      boolean troubles,
      Optional<Path> data) {}

  /// @param unsettled files that are not in the catalog: empty, not readable, still being written
  /// @param folders the hot folders these are in
  /// @param vanished photos that went away before they were sent
  /// @param away photos that wait for a card or disk that is not connected
  /// @param waiting other photos that were not sent yet when the run was ended
  record Left(
      long failed,
      long refused,
      long unsettled,
      List<Path> folders,
      long vanished,
      long away,
      long waiting) {
    public static final Left NOTHING = new Left(0, 0, 0, List.of(), 0, 0, 0);

    public Left {
      folders = List.copyOf(folders);
    }

    /// What does not go by itself at the next start.
    public long attention() {
      return failed + refused + unsettled + vanished + away;
    }

    public long all() {
      return attention() + waiting;
    }
  }
}
