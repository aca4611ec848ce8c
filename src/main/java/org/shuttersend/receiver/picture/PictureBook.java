package org.shuttersend.receiver.picture;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shuttersend.database.Database;
import org.shuttersend.format.Description;

/// The rows of what is seen of photos. A photo without a row was not looked at yet, or is nothing
/// that could be.
public final class PictureBook {
  private static final String KEEP =
      """
      INSERT INTO pictures (photo_id, taken, camera, lens, width, height, orientation, preview,
                            reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (photo_id) DO UPDATE SET taken = excluded.taken, camera = excluded.camera,
        lens = excluded.lens, width = excluded.width, height = excluded.height,
        orientation = excluded.orientation, preview = excluded.preview, reason = excluded.reason
      """;

  private final Database database;
  private final Path into;

  /// @param into where photos arrive
  public PictureBook(Database database, Path into) {
    this.database = database;
    this.into = into;
  }

  /// Where a photo lies now, and what is known of its previews.
  ///
  /// @param state `made`, `none`, `later`; empty if it was not looked at
  record Place(Path file, String sha256, Optional<String> state) {
    boolean hasNone() {
      return state.filter("none"::equals).isPresent();
    }
  }

  /// @param owner empty for those who may see every photo
  Optional<Place> find(Optional<String> owner, String photoId) {
    return database.read(session ->
        session.first(
            """
            SELECT p.path, p.sha256, s.preview
            FROM photos p LEFT JOIN pictures s ON s.photo_id = p.id
            WHERE p.id = ? AND p.owner = coalesce(?, p.owner)
            """,
            row ->
                new Place(
                    into.resolve(row.getString(1)),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3))),
            photoId,
            owner));
  }

  /// Whether the photo has that place. A row changes before its file moves: if it still has, what
  /// was read there before was this photo.
  boolean lies(String photoId, Path file) {
    return find(Optional.empty(), photoId).filter(place -> place.file().equals(file)).isPresent();
  }

  /// Written with the next commit, and never later than what is handed in after it.
  CompletableFuture<Integer> keep(String photoId, Looked looked) {
    Description about = looked.about();
    boolean turned = about.isSideways();
    int wide = turned ? about.height() : about.width();
    int high = turned ? about.width() : about.height();
    return database.submit(session ->
        session.update(
            KEEP,
            photoId,
            about.taken(),
            about.camera(),
            about.lens(),
            wide > 0 ? Optional.of(wide) : Optional.empty(),
            high > 0 ? Optional.of(high) : Optional.empty(),
            about.orientation(),
            state(looked),
            reason(looked)));
  }

  private static String state(Looked looked) {
    return switch (looked) {
      case Looked.Seen seen -> "made";
      case Looked.Unseen unseen -> unseen.perhapsLater() ? "later" : "none";
      case Looked.Damaged damaged -> "none";
    };
  }

  private static Optional<String> reason(Looked looked) {
    return switch (looked) {
      case Looked.Seen seen -> Optional.empty();
      case Looked.Unseen unseen -> Optional.of(unseen.reason());
      case Looked.Damaged damaged -> Optional.of(damaged.reason());
    };
  }
}
