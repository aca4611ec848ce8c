package org.shuttersend.ui.main;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;

/// A list of which only the rows around the visible ones are at hand.
///
/// @param count rows of the whole list
/// @param offset index of the first row at hand
/// @param loaded false until the feed has answered for this list and search
record Rows(
    PhotoList list, String search, int count, int offset, List<PhotoRow> page, boolean loaded) {

  Rows {
    page = List.copyOf(page);
  }

  static Rows loading(PhotoList list, String search) {
    return new Rows(list, search, 0, 0, List.of(), false);
  }

  /// Empty for a row that is not at hand.
  Optional<PhotoRow> at(int index) {
    int inPage = index - offset;
    return inPage >= 0 && inPage < page.size() ? Optional.of(page.get(inPage)) : Optional.empty();
  }

  /// Where a photo is, if it is at hand.
  OptionalInt indexOf(long photoId) {
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).id() == photoId) {
        return OptionalInt.of(offset + i);
      }
    }
    return OptionalInt.empty();
  }

  boolean isSameListAs(Rows other) {
    return list == other.list && search.equals(other.search);
  }
}
