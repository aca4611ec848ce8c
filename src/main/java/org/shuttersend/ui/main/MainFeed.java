package org.shuttersend.ui.main;

import java.util.List;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;

/// Where the window's data comes from. All methods may take time and are called on the window's own
/// background thread only, never on the screen's.
public interface MainFeed {
  /// The largest page the window asks for.
  int MAX_PAGE = 200;

  Overview overview();

  /// @param search part of a name, empty for all
  /// @param limit at most [#MAX_PAGE]
  List<PhotoRow> page(PhotoList list, String search, long offset, int limit);

  /// How many rows all pages of this list have together.
  long count(PhotoList list, String search);
}
