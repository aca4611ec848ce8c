package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.database.Session;

/// What is in the hot folders now, for one transaction. A photo is on its disk only where it lies
/// on the place the disk is mounted at, and on no other one that is mounted below that.
///
/// @param places those of one folder that cover another come before it
record Connected(List<Place> places) {
  /// Whether a row `p` of `photo` is there. Rows of which the disk is not known are there unless a
  /// card is in their place: that tells by itself which of its files are theirs.
  static final String IS_HERE = isHere();

  /// @param path below the folder's root; empty for the root's own
  record Place(int folder, String path, int disk) {
    boolean covers(int otherFolder, String file) {
      return folder == otherFolder && (path.isEmpty() || file.startsWith(path + "/"));
    }

    boolean isCard() {
      return disk != Disks.UNKNOWN && !path.isEmpty();
    }
  }

  static Connected now(Session session) throws SQLException {
    List<Place> all =
        session.list(
            "SELECT folder, place, disk FROM connected",
            row -> new Place(row.getInt(1), row.getString(2), row.getInt(3)));
    return new Connected(
        all.stream()
            .sorted(Comparator.comparingInt((Place place) -> place.path.length()).reversed())
            .toList());
  }

  /// The same question as [#IS_HERE], of a row that was read.
  boolean isAway(ResultSet row) throws SQLException {
    int disk = row.getInt("disk");
    Optional<Place> place = at(row.getInt("folder"), row.getString("path"));
    return disk == Disks.UNKNOWN
        ? place.filter(Place::isCard).isPresent()
        : place.filter(p -> p.disk == disk).isEmpty();
  }

  private Optional<Place> at(int folder, String path) {
    return places.stream().filter(place -> place.covers(folder, path)).findFirst();
  }

  /// Whether a disk is a card in the folder: another one than the folder itself is on.
  boolean isCard(int folder, int disk) {
    return disk != Disks.UNKNOWN
        && places.stream()
            .noneMatch(
                place -> place.folder == folder && place.path.isEmpty() && place.disk == disk);
  }

  /// A folder and a disk in it.
  record Pair(int folder, int disk) {}

  /// All on which photos of these folders may be there.
  List<Pair> pairs(Set<Integer> folders) {
    var pairs = new ArrayList<Pair>();
    for (int folder : folders) {
      pairs.add(new Pair(folder, Disks.UNKNOWN));
      places.stream()
          .filter(place -> place.folder == folder && place.disk != Disks.UNKNOWN)
          .map(place -> new Pair(folder, place.disk))
          .distinct()
          .forEach(pairs::add);
    }
    return pairs;
  }

  /// Whether a row lies on a place, as `SQL`.
  static String covers(String place, String row) {
    // '0' follows '/' in every collation of bytes.
    return "(%1$s.folder = %2$s.folder AND (%1$s.place = '' OR (%2$s.path > %1$s.place || '/'"
            .formatted(place, row)
        + " AND %2$s.path < %1$s.place || '0')))".formatted(place, row);
  }

  private static String isHere() {
    String deeper =
        " AND NOT EXISTS (SELECT 1 FROM connected d WHERE length(d.place) > length(c.place) AND "
            + covers("d", "p")
            + ")";
    return "iif(p.disk = 0, NOT EXISTS (SELECT 1 FROM connected c WHERE c.disk <> 0"
        + " AND c.place <> '' AND "
        + covers("c", "p")
        + deeper
        + "), EXISTS (SELECT 1 FROM connected c WHERE c.disk = p.disk AND "
        + covers("c", "p")
        + deeper
        + "))";
  }
}
