package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuttersend.database.Session;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;

/// Reads rows of `photo` as people and scripts are shown them; within one transaction. What waits
/// for its card waits for nothing else before that.
final class PhotoRows implements Session.RowMapper<PhotoRow> {
  private final Folders folders;
  private final Session session;
  private final Disks disks;
  private Optional<Connected> connected = Optional.empty();

  PhotoRows(Session session, Folders folders) {
    this.folders = folders;
    this.session = session;
    this.disks = new Disks(session);
  }

  @Override
  public PhotoRow map(ResultSet row) throws SQLException {
    return map(row, OptionalLong.empty());
  }

  /// @param place in our own line
  PhotoRow map(ResultSet row, OptionalLong place) throws SQLException {
    ObservedFile file = Rows.file(row, folders, disks);
    PhotoState state = StateCode.state(row.getInt("state"));
    int jobCode = row.getInt("job_state");
    boolean hasJob = !row.wasNull();
    long ticket = row.getLong("ticket");
    boolean waits = state == PhotoState.QUEUED || state == PhotoState.HELD;
    boolean away = waits && isAway(row);
    return new PhotoRow(
        row.getLong("id"),
        file.ref(),
        file.stamp().size(),
        file.stamp().modified(),
        file.cutOff(),
        Optional.of(state),
        0,
        0,
        row.getInt("attempt"),
        away ? Optional.of(Reason.of(Reason.Code.VOLUME_MISSING, name(file))) : Rows.reason(row),
        away ? Optional.empty() : Rows.due(row),
        hasJob ? Optional.of(JobCode.state(jobCode)) : Optional.empty(),
        place.isPresent() || ticket == 0 ? place : OptionalLong.of(ticket),
        Instant.ofEpochMilli(row.getLong("changed")));
  }

  private boolean isAway(ResultSet row) throws SQLException {
    if (connected.isEmpty()) {
      connected = Optional.of(Connected.now(session));
    }
    return connected.get().isAway(row);
  }

  /// A card that was not known by name when its photos were noted is called as its place was.
  private static String name(ObservedFile file) {
    String path = file.ref().path();
    return file.disk().isKnown()
        ? file.disk().name()
        : path.substring(0, Math.max(0, path.indexOf('/')));
  }
}
