package org.shuttersend.receiver.gallery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.shuttersend.database.Database;
import org.shuttersend.model.JobState;
import org.shuttersend.receiver.store.PhotoPath;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.PhotoView;
import org.shuttersend.wire.PhotosPage;

/// Photos as they are looked through: the newest version of each, page by page. A page is one walk
/// along an index that has the path in it; only the photos of the page itself are read.
public final class Gallery {
  private static final String SELECT =
      """
      SELECT p.id, p.owner, p.path, p.size, p.sha256, j.state, j.error, s.taken, s.camera, s.lens,
             s.width, s.height, p.created_at, s.preview, s.reason, a.state
      FROM photos p JOIN jobs j ON j.id = p.job_id
        LEFT JOIN pictures s ON s.photo_id = p.id
        LEFT JOIN analyses a ON a.photo_id = p.id
      WHERE (p.created_at, p.id) < (?, ?) AND substr(p.path, 1, %d) <> '%s'
      """
          .formatted(PhotoPath.RESERVED.length() + 1, PhotoPath.RESERVED + "/");

  private static final String MINE = SELECT + "AND p.owner = ? ";

  private static final String LIKE = "AND lower(substr(p.path, ?)) LIKE ? ESCAPE '!' ";

  /// Not every database folds letters beyond ASCII: what was typed is found as it is typed, too.
  private static final String LIKE_TYPED =
      "AND (lower(substr(p.path, ?)) LIKE ? ESCAPE '!' OR substr(p.path, ?) LIKE ? ESCAPE '!') ";

  private static final String NEWEST = "ORDER BY p.created_at DESC, p.id DESC LIMIT ?";

  private final Database database;

  public Gallery(Database database) {
    this.database = database;
  }

  public PhotosPage page(PageRequest request) {
    String sql = sql(request);
    List<PhotoView> found =
        database.read(session -> session.list(sql, Gallery::photo, arguments(request)));
    boolean more = found.size() > request.limit();
    List<PhotoView> photos = more ? found.subList(0, request.limit()) : found;
    return new PhotosPage(
        List.copyOf(photos),
        more ? Optional.of(cursor(photos.getLast()).toString()) : Optional.empty());
  }

  static String sql(PageRequest request) {
    return (request.owner().isPresent() ? MINE : SELECT)
        + (request.words().isEmpty() ? "" : isAscii(request.words()) ? LIKE : LIKE_TYPED)
        + NEWEST;
  }

  static Object[] arguments(PageRequest request) {
    PageRequest.Cursor from = request.cursor().orElse(PageRequest.Cursor.START);
    var arguments = new ArrayList<Object>(List.of(from.createdAt(), from.id()));
    request.owner().ifPresent(arguments::add);
    if (!request.words().isEmpty()) {
      // The owner's own name, in front of each path, is found among everybody's photos only.
      int start = request.owner().map(owner -> owner.length() + 2).orElse(1);
      String typed = Names.nfc(request.words());
      arguments.addAll(List.of(start, pattern(typed.toLowerCase(Locale.ROOT))));
      if (!isAscii(request.words())) {
        arguments.addAll(List.of(start, pattern(typed)));
      }
    }
    arguments.add(request.limit() + 1);
    return arguments.toArray();
  }

  private static boolean isAscii(String words) {
    return words.chars().allMatch(c -> c < 128);
  }

  private static String pattern(String words) {
    return "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  private static PageRequest.Cursor cursor(PhotoView photo) {
    return new PageRequest.Cursor(photo.createdAt().toEpochMilli(), photo.id());
  }

  private static PhotoView photo(ResultSet row) throws SQLException {
    String id = row.getString(1);
    String owner = row.getString(2);
    String below = row.getString(3).substring(owner.length() + 1);
    int slash = below.indexOf('/');
    String path = below.substring(slash + 1);
    return new PhotoView(
        id,
        owner,
        path.substring(path.lastIndexOf('/') + 1),
        slash < 0 ? "" : below.substring(0, slash),
        path,
        row.getLong(4),
        row.getString(5),
        JobState.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getString(10)),
        number(row, 11),
        number(row, 12),
        Instant.ofEpochMilli(row.getLong(13)),
        previews(id, Optional.ofNullable(row.getString(14))),
        Optional.ofNullable(row.getString(15)),
        Optional.ofNullable(row.getString(16)));
  }

  private static OptionalInt number(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /// One that could not be made at the time is made when it is asked for.
  private static Map<String, String> previews(String id, Optional<String> state) {
    var previews = new TreeMap<String, String>();
    if (state.isPresent() && !state.get().equals("none")) {
      for (String size : List.of("512", "2048")) {
        previews.put(size, Names.PHOTOS + "/" + id + Names.PREVIEW + "?size=" + size);
      }
    }
    return previews;
  }
}
