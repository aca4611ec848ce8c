package org.shuttersend.catalog;

import static org.shuttersend.catalog.MoveCode.LEFT;
import static org.shuttersend.catalog.MoveCode.MOVED;

import java.util.ArrayList;
import java.util.List;
import org.shuttersend.database.Database;
import org.shuttersend.model.ObservedFile;

/// Photos that were moved after they were sent, and that somebody put back: they are known, and not
/// ours to move any more. Any thread.
public final class Returns {
  private final Database database;
  private final Intake intake;

  Returns(Database database, Intake intake) {
    this.database = database;
    this.intake = intake;
  }

  /// A photo that was moved, and may lie at its path again.
  public record Returned(long id, ObservedFile file) {}

  /// Those of the files seen at their paths that are known to have been moved from there. They may
  /// have been seen before: only one that lies there still was put back.
  public List<Returned> movedAmong(List<ObservedFile> seen) {
    return database.read(session -> {
      if (session.number("SELECT EXISTS (SELECT 1 FROM photo WHERE moved_to IS NOT NULL)") == 0) {
        return List.of();
      }
      var disks = new Disks(session);
      var returned = new ArrayList<Returned>();
      for (ObservedFile file : seen) {
        Known.of(session, file.ref(), file.stamp(), disks.find(file.disk()))
            .filter(known -> known.isMoved() && known.isStill(file.stamp()))
            .ifPresent(known -> returned.add(new Returned(known.id(), file)));
      }
      return returned;
    });
  }

  /// The user put these back. What else was known at their paths is not there any more.
  public void putBack(List<Returned> photos) {
    database.write(session -> {
      for (Returned photo : photos) {
        intake.makeRoomFor(session, photo.id());
        session.update(
            "UPDATE photo SET moved = ?, moved_to = NULL WHERE id = ? AND moved = ?",
            LEFT,
            photo.id(),
            MOVED);
      }
      return photos.size();
    });
  }
}
