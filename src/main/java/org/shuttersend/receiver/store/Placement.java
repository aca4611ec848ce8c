package org.shuttersend.receiver.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;

/// An accepted photo on its way to its place: from the uploads, or back from the older versions. A
/// row of it exists until the move is durable.
///
/// @param source the upload's id, or the path of the older version
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

  /// Writes it down, within a transaction.
  static Placement add(
      Session session,
      String photoId,
      String source,
      String path,
      String displaced,
      ContentHash hash,
      long size)
      throws SQLException {
    long seq =
        session.number(
            """
            INSERT INTO placements (photo_id, source, path, displaced) VALUES (?, ?, ?, ?)
            RETURNING seq
            """,
            photoId,
            source,
            path,
            displaced);
    return new Placement(seq, photoId, source, path, displaced, hash, size);
  }

  /// The file that is to be moved.
  Path from(UploadFiles uploads, Shelf shelf) {
    return Shelf.isVersion(source) ? shelf.at(source) : uploads.file(source);
  }

  /// The same photo on its way to another place.
  Placement to(String path, String displaced) {
    return new Placement(seq, photoId, source, path, displaced, hash, size);
  }
}
