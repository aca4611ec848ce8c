package org.shuttersend.ui.main;

import org.shuttersend.model.PhotoList;

/// The rows on the screen: what the feed is asked for next.
///
/// @param first index of the first visible row
/// @param visible how many fit
record Wanted(PhotoList list, String search, long first, int visible) {
  /// Rows before and after the visible ones, so that a turn of the wheel finds them loaded.
  private static final int MARGIN = 40;

  private static final int FIRST_GUESS = 20;

  static Wanted top(PhotoList list, String search) {
    return new Wanted(list, search, 0, FIRST_GUESS);
  }

  Wanted at(long first, int visible) {
    return new Wanted(list, search, first, visible);
  }

  long offset() {
    return Math.max(0, first - MARGIN);
  }

  int limit() {
    return Math.clamp(visible + 2 * MARGIN, 1, MainFeed.MAX_PAGE);
  }
}
