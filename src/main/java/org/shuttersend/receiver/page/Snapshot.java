package org.shuttersend.receiver.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.JobState;
import org.shuttersend.wire.QueueStats;

/// What the page shows.
///
/// @param recent the photos something happened to last, the latest first
/// @param failed those that failed last
public record Snapshot(QueueStats.Queue queue, List<Photo> recent, List<Photo> failed) {

  /// @param path relative to the folder photos arrive in, the owner's name first
  /// @param error why it failed, or is tried again
  public record Photo(
      String id, String path, JobState state, Optional<String> error, Instant changedAt) {

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Between the owner's folder and the name.
    String folder() {
      int first = path.indexOf('/') + 1;
      int last = path.lastIndexOf('/');
      return last > first ? path.substring(first, last) : "";
    }

    /// `NEF`; nothing where there is none, or none that anybody knows.
    String kind() {
      String name = name();
      int dot = name.lastIndexOf('.');
      return dot > 0 && name.length() - dot <= 6 ? name.substring(dot + 1) : "";
    }
  }
}
