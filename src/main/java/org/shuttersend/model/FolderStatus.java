package org.shuttersend.model;

import java.util.List;
import java.util.Optional;
import org.shuttersend.model.FolderHealth.Cause;

/// @param condition how the folder is, and why
/// @param open photos of this folder on their way
/// @param watches empty where the system has no limit, or it is not known yet
public record FolderStatus(
    HotFolder folder,
    FolderHealth condition,
    long open,
    Optional<WatchBudget> watches,
    Troubles troubles) {

  /// A folder that has no more to tell.
  public FolderStatus(HotFolder folder, Health health, long open) {
    this(folder, plain(health), open, Optional.empty(), Troubles.NONE);
  }

  public Health health() {
    return condition.state();
  }

  private static FolderHealth plain(Health health) {
    return switch (health) {
      case SCANNING -> FolderHealth.of(Cause.SCANNING, 0);
      case WATCHING -> FolderHealth.of(Cause.WATCHING);
      case POLLING -> new FolderHealth(Cause.NO_EVENT_SOURCE, List.of(""));
      case NOT_CONNECTED -> FolderHealth.of(Cause.ABSENT);
      case NOT_READABLE -> FolderHealth.of(Cause.UNREADABLE);
      case STOPPED -> FolderHealth.of(Cause.BROKEN_OFF, "", 0);
    };
  }

  public enum Health {
    SCANNING,
    WATCHING,
    POLLING,
    NOT_CONNECTED,
    NOT_READABLE,
    /// By a fault of the program; it begins again by itself.
    STOPPED
  }
}
