package org.shuttersend.receiver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.shuttersend.model.ContentHash;

/// An accepted photo on its way from the uploads to its place. A row of it exists until the move is
/// durable.
///
/// @param source the upload's id
/// @param path its place, relative to the folder photos arrive in
/// @param displaced where a file goes that lies there already
record Placement(
    long seq,
    String photoId,
    String source,
    String path,
    String displaced,
    ContentHash hash,
    long size) {

  static final String SELECT =
      """
      SELECT m.seq, m.photo_id, m.source, m.path, m.displaced, p.sha256, p.size
      FROM placements m JOIN photos p ON p.id = m.photo_id
      """;

  static Placement of(ResultSet row) throws SQLException {
    return new Placement(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        new ContentHash(row.getString(6)),
        row.getLong(7));
  }

  /// The same photo on its way to another place.
  Placement to(String path, String displaced) {
    return new Placement(seq, photoId, source, path, displaced, hash, size);
  }
}
