package org.shuttersend.receiver.limit;

import java.util.Locale;

/// Requests that are counted together.
public enum Kind {
  /// Questions about one job.
  JOB_DETAILS,
  /// What changes more than the asker's own photos: deliveries, hooks, administration.
  CHANGES,
  /// Photos as forms, from scripts and older watchers, which nothing else slows down.
  UPLOADS,
  /// New tus uploads: their clients obey the queue.
  TUS_UPLOADS,
  /// Pages of lists.
  PAGES,
  /// Tokens that are nobody's, by address.
  LOGIN;

  /// As answers name it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
