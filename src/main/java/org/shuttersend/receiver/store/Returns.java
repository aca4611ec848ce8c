package org.shuttersend.receiver.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.sql.SQLException;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a photo back from the older versions once it is the newest again: somebody changed it and
/// then changed it back. No bytes come; the placement is written down and carried out like that of
/// an upload, its source being the version's file.
final class Returns {
  private static final Logger log = LoggerFactory.getLogger(Returns.class);

  private final Database database;
  private final Shelf shelf;
  private final Reservations reservations;
  private final Placements placements;

  Returns(Database database, Shelf shelf, Reservations reservations, Placements placements) {
    this.database = database;
    this.shelf = shelf;
    this.reservations = reservations;
    this.placements = placements;
  }

  /// A content that lies in any other place than among the older versions stays there: it is a copy
  /// or a renamed file, and is kept once.
  ///
  /// @param wanted where it is to lie now
  void bringBack(String owner, ContentHash hash, String wanted) throws StorageFailure {
    Optional<Placement> placement =
        reservations.reserve(
            wanted,
            (place, displaced) -> {
              Optional<Placement> back =
                  database.write(session -> intend(session, owner, hash, place.path(), displaced));
              back.ifPresent(p -> placements.place(p, place));
              return back;
            });
    placement.ifPresent(p -> log.info("{} is what it was before again", p.path()));
  }

  private Optional<Placement> intend(
      Session session, String owner, ContentHash hash, String path, String displaced)
      throws SQLException {
    Optional<Version> version =
        session
            .first(
                """
                SELECT p.id, p.path, p.size FROM photos p WHERE p.owner = ? AND p.sha256 = ?
                  AND NOT EXISTS (SELECT 1 FROM placements m WHERE m.photo_id = p.id)
                """,
                row -> new Version(row.getString(1), row.getString(2), row.getLong(3)),
                owner,
                hash.hex())
            .filter(v -> Shelf.isVersion(v.path))
            .filter(v -> Files.isRegularFile(shelf.at(v.path), LinkOption.NOFOLLOW_LINKS));
    if (version.isEmpty()) {
      return Optional.empty();
    }
    Version back = version.get();
    Acceptance.displace(session, path, displaced, back.photoId);
    session.update("UPDATE photos SET path = ? WHERE id = ?", path, back.photoId);
    return Optional.of(
        Placement.add(session, back.photoId, back.path, path, displaced, hash, back.size));
  }

  private record Version(String photoId, String path, long size) {}
}
