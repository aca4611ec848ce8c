package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Volume;
import org.shuttersend.model.WatchBudget;

/// What is remembered of the hot folders themselves: which volume each is on, and how the program
/// that watches them says they are. Any thread.
public final class FolderBook {
  /// What was said longer ago was said by a program that is not there any more.
  private static final Duration STALE = Duration.ofMinutes(3);

  private final Database database;
  private final Folders folders;
  private final Clock clock;

  FolderBook(Database database, Folders folders, Clock clock) {
    this.database = database;
    this.folders = folders;
    this.clock = clock;
  }

  /// Which directory the folder was when it was last there.
  public Optional<Volume> volume(HotFolder folder) {
    return database.read(session ->
        session.first(
            "SELECT volume_store, volume_root, volume_name FROM folder"
                + " WHERE id = ? AND volume_store IS NOT NULL",
            row -> new Volume(row.getString(1), row.getString(2), row.getString(3)),
            folder.id()));
  }

  /// The folder is this directory now.
  public void remember(HotFolder folder, Volume volume) {
    database.write(session ->
        session.update(
            "UPDATE folder SET volume_store = ?, volume_root = ?, volume_name = ? WHERE id = ?",
            volume.store(),
            volume.root(),
            volume.name(),
            folder.id()));
  }

  /// These disks are in the folder now, and no others.
  ///
  /// @param now by the path they are mounted at below the root; the root's own has the empty path
  public void connected(HotFolder folder, Map<String, Disk> now) {
    database.write(session -> {
      var disks = new Disks(session);
      session.update("DELETE FROM connected WHERE folder = ?", folder.id());
      for (Map.Entry<String, Disk> place : now.entrySet()) {
        session.update(
            "INSERT INTO connected (folder, place, disk) VALUES (?, ?, ?)",
            folder.id(),
            place.getKey(),
            disks.id(place.getValue()));
      }
      return now.size();
    });
  }

  /// How many versions of files are known there, but for those that are gone or replaced.
  public long files(HotFolder folder) {
    return database.read(session ->
        session.number(
            "SELECT sum(photos) FROM tally WHERE folder = ? AND state NOT IN (7, 8)", folder.id()));
  }

  /// How these folders are now; to be said again within three minutes.
  public void report(List<FolderStatus> now) {
    database.write(session -> {
      for (FolderStatus status : now) {
        report(session, status);
      }
      return now.size();
    });
  }

  private void report(Session session, FolderStatus status) throws SQLException {
    int id = status.folder().id();
    @Nullable WatchBudget budget = status.watches().orElse(null);
    session.update(
        "UPDATE folder SET health = ?, health_args = ?, health_at = ?, watches = ?,"
            + " watches_user = ?, watches_limit = ?, more_troubles = ? WHERE id = ?",
        status.condition().cause().name(),
        Rows.args(status.condition().args()),
        clock.millis(),
        budget == null ? null : budget.folder(),
        budget == null ? null : budget.user(),
        budget == null ? null : budget.limit(),
        status.troubles().others(),
        id);
    session.update("DELETE FROM trouble WHERE folder = ?", id);
    for (Trouble trouble : status.troubles().first()) {
      session.update(
          "INSERT OR REPLACE INTO trouble (folder, path, kind, detail) VALUES (?, ?, ?, ?)",
          id,
          trouble.path(),
          trouble.kind().name(),
          trouble.detail());
    }
  }

  /// Nobody watches the folders any more.
  public void leave() {
    database.write(session -> session.update("UPDATE folder SET health = NULL"));
  }

  /// A folder as it was last said to be.
  ///
  /// @param condition empty while nobody watches it
  public record Said(
      HotFolder folder,
      Optional<FolderHealth> condition,
      Optional<WatchBudget> watches,
      Troubles troubles) {}

  /// The hot folders of the present or last run.
  public List<Said> said() {
    Instant now = clock.instant();
    return database.read(session -> {
      var all = new ArrayList<Said>();
      for (Said said :
          session.list(
              "SELECT * FROM folder WHERE active = 1 ORDER BY id", row -> said(row, now))) {
        all.add(withTroubles(session, said));
      }
      return all;
    });
  }

  private Said said(ResultSet row, Instant now) throws SQLException {
    Optional<String> cause = Rows.text(row, "health");
    boolean fresh =
        Rows.time(row, "health_at").filter(at -> at.plus(STALE).isAfter(now)).isPresent();
    long limit = row.getLong("watches_limit");
    return new Said(
        folders.byId(row.getInt("id")),
        cause.isPresent() && fresh
            ? Optional.of(
                new FolderHealth(
                    FolderHealth.Cause.valueOf(cause.get()),
                    Rows.args(Rows.text(row, "health_args"))))
            : Optional.empty(),
        limit == 0
            ? Optional.empty()
            : Optional.of(
                new WatchBudget(row.getLong("watches"), row.getLong("watches_user"), limit)),
        new Troubles(List.of(), row.getLong("more_troubles")));
  }

  private static Said withTroubles(Session session, Said said) throws SQLException {
    List<Trouble> listed =
        session.list(
            "SELECT kind, path, detail FROM trouble WHERE folder = ? ORDER BY path LIMIT ?",
            row ->
                new Trouble(
                    Trouble.Kind.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
            said.folder().id(),
            Troubles.LISTED);
    return new Said(
        said.folder(),
        said.condition(),
        said.watches(),
        new Troubles(listed, said.troubles().others()));
  }
}
