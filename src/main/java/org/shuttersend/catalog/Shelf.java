package org.shuttersend.catalog;

import java.util.List;
import org.shuttersend.model.PhotoList;

/// A run of rows of one kind, in the order they are shown; a list is a few shelves in a row. Each
/// shelf is one index range, or a merge of several, so a page costs the same wherever it lies and a
/// list never needs sorting.
enum Shelf {
  SENDING("state = 1 AND changed >= ?", "changed, id"),
  ON_SERVER("state = 3 AND changed >= ?", "changed, id"),
  JUST_DELIVERED("state = 4 AND changed >= ?", "changed DESC, id DESC"),
  /// Its order is the [Line]'s.
  WAITING("state IN (0, 2) AND changed >= ?", ""),
  DELIVERED("state IN (4, 6) AND changed >= ?", "changed DESC, id DESC"),
  ATTENTION("state IN (5, 9) AND changed >= ?", "changed DESC, id DESC");

  private static final String SEARCH = " AND path LIKE ? ESCAPE '\\'";

  private final String where;
  private final String order;

  Shelf(String where, String order) {
    this.where = where;
    this.order = order;
  }

  static List<Shelf> of(PhotoList list) {
    return switch (list) {
      case TRANSFERS -> List.of(SENDING, ON_SERVER, JUST_DELIVERED, WAITING);
      case DELIVERED -> List.of(DELIVERED);
      case ATTENTION -> List.of(ATTENTION);
    };
  }

  String count(boolean search) {
    return "SELECT count(*) FROM photo WHERE " + where + (search ? SEARCH : "");
  }

  String page(boolean search) {
    return "SELECT * FROM photo WHERE "
        + where
        + (search ? SEARCH : "")
        + " ORDER BY "
        + order
        + " LIMIT ? OFFSET ?";
  }
}
