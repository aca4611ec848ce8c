package org.shuttersend.receiver.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;

/// The one transaction in which a photo becomes the receiver's: the content unique for its owner,
/// its job under the cap, the change for the listeners, where it is to lie, and the upload's
/// receipt. Writers follow each other, so the count it looks at holds until the commit: the cap is
/// exact. And as nobody deletes an upload's bytes but in a transaction that finds them unneeded, a
/// photo whose bytes are there now keeps them.
///
/// @param bytes the upload's file
/// @param path its place, relative to the folder photos arrive in
/// @param displaced where what lies there goes
/// @param modified the time of last change the file keeps
record Acceptance(
    Upload upload,
    Path bytes,
    ContentHash hash,
    String path,
    String displaced,
    Instant modified,
    int capacity,
    Instant now) {

  /// What it decided.
  ///
  /// @param placement to be carried out; empty if the upload's bytes are not needed
  record Decision(Finish finish, Optional<Placement> placement) {}

  Decision in(Session session) throws SQLException {
    String owner = upload.incoming().owner();
    Optional<Known> known = known(session, owner, hash);
    if (known.isPresent() && !known.get().failed()) {
      var stored = new Stored(known.get().photoId(), known.get().jobId(), hash);
      finished(session, stored);
      // Asked again after a commit nobody heard of, these are the photo's own bytes.
      Optional<Placement> own =
          session.first(Placement.SELECT + "WHERE m.source = ?", Placement::of, upload.id());
      return new Decision(new Finish.Kept(stored, own.isEmpty()), own);
    }
    if (JobRows.waiting(session) >= capacity) {
      return new Decision(new Finish.QueueFull(), Optional.empty());
    }
    if (Files.notExists(bytes, LinkOption.NOFOLLOW_LINKS)) {
      throw new DatabaseException("The bytes of " + upload.id() + " were dropped meanwhile", null);
    }
    String photoId = known.map(Known::photoId).orElseGet(Acceptance::newId);
    String jobId = newId();
    displace(session, path, displaced, photoId);
    if (known.isPresent()) {
      // Its processing had failed: these bytes are its second chance.
      session.update(
          "UPDATE photos SET path = ?, modified = ?, job_id = ? WHERE id = ?",
          path,
          modified.toEpochMilli(),
          jobId,
          photoId);
    } else {
      insertPhoto(session, photoId, jobId);
    }
    JobRows.enqueue(session, jobId, owner, photoId, now);
    var placement = placement(session, photoId);
    var stored = new Stored(photoId, jobId, hash);
    finished(session, stored);
    return new Decision(new Finish.Kept(stored, false), Optional.of(placement));
  }

  /// Whatever photo had this place has gone, or goes, to where it is displaced: also one that has
  /// not arrived in its place yet.
  static void displace(Session session, String path, String displaced, String newcomer)
      throws SQLException {
    for (String sql :
        List.of(
            "UPDATE photos SET path = ? WHERE path = ? AND id <> ?",
            "UPDATE placements SET path = ? WHERE path = ? AND photo_id <> ?")) {
      session.update(sql, displaced, path, newcomer);
    }
  }

  private void insertPhoto(Session session, String photoId, String jobId) throws SQLException {
    Incoming in = upload.incoming();
    session.update(
        """
        INSERT INTO photos (id, owner, sha256, size, path, modified, content_type, delivery, job_id,
                            created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        photoId,
        in.owner(),
        hash.hex(),
        in.length(),
        path,
        modified.toEpochMilli(),
        in.contentType(),
        in.delivery(),
        jobId,
        now.toEpochMilli());
  }

  private Placement placement(Session session, String photoId) throws SQLException {
    return Placement.add(
        session, photoId, upload.id(), path, displaced, hash, upload.incoming().length());
  }

  private void finished(Session session, Stored stored) throws SQLException {
    UploadBook.record(
        session, new Upload(upload.id(), upload.incoming(), now, Optional.of(stored)));
  }

  static Optional<Known> known(Session session, String owner, ContentHash hash)
      throws SQLException {
    return session.first(
        """
        SELECT p.id, p.job_id, j.state = 'failed' FROM photos p JOIN jobs j ON j.id = p.job_id
        WHERE p.owner = ? AND p.sha256 = ?
        """,
        row -> new Known(row.getString(1), row.getString(2), row.getBoolean(3)),
        owner,
        hash.hex());
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /// A content the owner has, and whether its processing failed.
  record Known(String photoId, String jobId, boolean failed) {}
}
