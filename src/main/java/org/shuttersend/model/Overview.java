package org.shuttersend.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything the window shows outside its lists, at one moment.
public record Overview(
    Instant at,
    Progress progress,
    Pace pace,
    Counts counts,
    List<FolderStatus> folders,
    Optional<ServerStatus> server) {

  public Overview {
    folders = List.copyOf(folders);
  }
}
