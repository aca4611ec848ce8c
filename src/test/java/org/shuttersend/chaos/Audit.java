package org.shuttersend.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.shuttersend.chaos.Photos.Lying;

/// Compares what lies in the hot folders, what lies at the receiver, and what both programs wrote
/// down. Shares no code with the product: it walks, hashes and asks the databases itself.
final class Audit {
  /// The codes below are of photos under way.
  private static final int SENDING = 1;

  private static final int PROCESSED = 4;

  private static final int DUPLICATE = 6;

  private final boolean damages;
  private final World world;
  private final Photos photos;
  private final Books catalog;
  private final Books receiver;

  /// Contents that lay in a hot folder when everything was through.
  private final Set<String> owed = new HashSet<>();

  /// @param damages whether bytes are made to arrive damaged: what was begun with them is given up,
  ///   but the server may not hear of it
  Audit(World world, Photos photos, Path scratch, boolean damages) {
    this.damages = damages;
    this.world = world;
    this.photos = photos;
    boolean copied = world.disks().areSmall();
    this.catalog =
        new Books(world.disks().seen(world.senderData().resolve("catalog.db")), copied, scratch);
    this.receiver =
        new Books(world.disks().seen(world.receiverData().resolve("receiver.db")), copied, scratch);
  }

  private List<Row> rows() throws SQLException, IOException {
    return catalog.read(Row::all);
  }

  /// Whether a photo is under way now.
  boolean isSending() {
    try {
      return rows().stream().anyMatch(row -> row.state() == SENDING);
    } catch (IOException | SQLException e) {
      return false; // it is written to at this moment
    }
  }

  /// What is not through yet: empty when both programs' books say that nothing is left to do, and
  /// the sender's that it knows every file as it lies there.
  List<String> open() throws IOException {
    try {
      var open = new ArrayList<String>();
      var known = new HashMap<String, Row>();
      List<Row> rows = rows();
      for (Row row : rows) {
        boolean moving = row.moved() != 0 && row.isToBeMoved(rows);
        if (row.state() < PROCESSED || (photos.areMoved() && moving)) {
          open.add(row.toString());
        }
        if (row.latest()) {
          known.put(row.path(), row);
        }
      }
      for (Map.Entry<Path, Lying> file : lying().entrySet()) {
        Row row = known.get(file.getKey().toString());
        if (row == null
            || row.modified() != file.getValue().modified().to(TimeUnit.NANOSECONDS)
            || row.size() != Files.size(file.getKey())) {
          open.add("not known as it is: " + file.getKey() + " " + row);
        }
      }
      open.addAll(
          receiver.read(connection -> {
            List<String> left =
                Books.list(
                    connection,
                    "SELECT photo_id || ' ' || state || ' ' || coalesce(error, '') FROM jobs"
                        + " WHERE state NOT IN ('done', 'failed')",
                    row -> "job of " + row.getString(1));
            left.addAll(
                Books.list(
                    connection,
                    "SELECT path FROM placements",
                    row -> "to place " + row.getString(1)));
            return left;
          }));
      return open;
    } catch (SQLException e) {
      return List.of(e.getMessage());
    }
  }

  /// What is wrong now that everything is through.
  List<String> wrong() throws IOException, SQLException {
    var wrong = new ArrayList<String>();
    owed.addAll(photos.contents());
    hotFolders(wrong);
    List<Row> rows = rows();
    rows(wrong, rows);
    stored(wrong);
    uploads(wrong, rows);
    temporary(wrong, world.senderData());
    temporary(wrong, world.receiverData());
    return wrong;
  }

  /// Nobody but the photographer touched them, unless sent photos are moved.
  private void hotFolders(List<String> wrong) throws IOException {
    Map<Path, Lying> found = new MovedAudit(world.hot(), photos).found();
    if (photos.areMoved()) {
      new MovedAudit(world.hot(), photos).wrong(wrong, found);
    } else if (!found.equals(photos.lying())) {
      wrong.add("the hot folders were touched: " + found + " instead of " + photos.lying());
    }
  }

  /// What lies there; where photos are moved, as it is found.
  private Map<Path, Lying> lying() throws IOException {
    return photos.areMoved() ? new MovedAudit(world.hot(), photos).found() : photos.lying();
  }

  private void rows(List<String> wrong, List<Row> rows) throws IOException {
    Map<Path, Lying> lying = lying();
    for (Row row : rows) {
      Lying file = lying.get(Path.of(row.path()));
      boolean delivered = row.state() == PROCESSED || row.state() == DUPLICATE;
      if (row.state() == 5 || row.state() == 9 || row.state() == 10) {
        wrong.add("needs attention: " + row);
      }
      if (row.latest() && file != null) {
        if (!delivered) {
          wrong.add("not delivered: " + row);
        } else if (!row.sha256().equals(Optional.of(file.sha256()))) {
          wrong.add("delivered as another content than " + file.sha256() + ": " + row);
        } else if (photos.areMoved() && row.isToBeMoved(rows)) {
          wrong.add("not moved: " + row);
        }
      }
    }
  }

  private void stored(List<String> wrong) throws IOException, SQLException {
    Path root = world.disks().seen(world.received());
    Path own = world.disks().seen(world.receiverData());
    var places = new HashMap<String, String>();
    var hashes = new HashMap<String, List<String>>();
    for (Path file : files(root)) {
      if (!file.startsWith(own) || file.startsWith(own.resolve("versions"))) {
        if (file.endsWith("ballast")) {
          continue;
        }
        String path = root.relativize(file).toString();
        String hash = Digest.of(file);
        places.put(path, hash);
        hashes.computeIfAbsent(hash, _ -> new ArrayList<>()).add(path);
      }
    }
    hashes.forEach((hash, paths) -> {
      if (paths.size() > 1) {
        wrong.add("stored " + paths.size() + " times: " + hash + " at " + paths);
      }
      if (!photos.whole().contains(hash)) {
        wrong.add("stored, but nobody wrote it whole: " + hash + " at " + paths);
      }
    });
    for (String hash : owed) {
      if (!hashes.containsKey(hash)) {
        wrong.add("lost: " + hash + ", which was " + photosOf(hash));
      }
    }
    receiver.read(connection -> {
      photoRows(wrong, connection, places);
      jobs(wrong, connection);
      return places.size();
    });
  }

  private List<Path> photosOf(String hash) {
    return photos.lying().entrySet().stream()
        .filter(file -> file.getValue().sha256().equals(hash))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void photoRows(
      List<String> wrong, Connection connection, Map<String, String> places) throws SQLException {
    var known = new HashMap<String, String>();
    Books.list(
        connection,
        "SELECT path, sha256 FROM photos",
        row -> known.put(row.getString(1), row.getString(2)));
    if (!known.equals(places)) {
      var differing = new HashSet<>(known.entrySet());
      differing.removeAll(places.entrySet());
      var unknown = new HashSet<>(places.entrySet());
      unknown.removeAll(known.entrySet());
      wrong.add("the receiver knows " + differing + ", there lies " + unknown);
    }
  }

  /// Each photo has one job, and each job came to its end once.
  private static void jobs(List<String> wrong, Connection connection) throws SQLException {
    wrong.addAll(
        Books.list(
            connection,
            "SELECT id || ' ' || state || ' ' || coalesce(error, '') FROM jobs WHERE state <> 'done'",
            row -> "a job that is not done: " + row.getString(1)));
    wrong.addAll(
        Books.list(
            connection,
            "SELECT photo_id, count(*) FROM jobs GROUP BY photo_id HAVING count(*) > 1",
            row -> "a photo with " + row.getInt(2) + " jobs: " + row.getString(1)));
    wrong.addAll(
        Books.list(
            connection,
            "SELECT job_id, count(*) FROM changes WHERE state = 'done' GROUP BY job_id"
                + " HAVING count(*) > 1",
            row -> "a job done " + row.getInt(2) + " times: " + row.getString(1)));
    long jobs = Books.number(connection, "SELECT count(*) FROM jobs");
    long photos = Books.number(connection, "SELECT count(*) FROM photos");
    long processed = Books.number(connection, "SELECT processed FROM receiver");
    long failed = Books.number(connection, "SELECT failed FROM receiver");
    if (jobs != photos || jobs != processed || failed > 0) {
      wrong.add(
          "%d photos, %d jobs, %d processed, %d failed".formatted(photos, jobs, processed, failed));
    }
  }

  /// An upload that was begun and not finished is one the sender knows and gave up.
  private void uploads(List<String> wrong, List<Row> rows) throws IOException, SQLException {
    var keys = new HashSet<String>();
    rows.forEach(row -> row.key().ifPresent(keys::add));
    var open = new HashMap<String, String>();
    receiver.read(connection ->
        Books.list(
            connection,
            "SELECT id, key FROM uploads WHERE photo_id IS NULL",
            row -> open.put(row.getString(1), row.getString(2))));
    open.forEach((id, key) -> {
      if (!damages && !keys.contains(key)) {
        wrong.add("an upload whose sender has forgotten it: " + id);
      }
    });
    for (Path file : files(world.disks().seen(world.receiverData()).resolve("uploads"))) {
      if (!open.containsKey(String.valueOf(file.getFileName()))) {
        wrong.add("left over: " + file);
      }
    }
  }

  private void temporary(List<String> wrong, Path data) throws IOException {
    Path seen = world.disks().seen(data);
    for (Path file : files(seen)) {
      String path = seen.relativize(file).toString();
      if (!path.matches(
          "(versions|uploads|logs)/.*|lock|(catalog|receiver)\\.db(-wal|-shm)?|native-[^/]*/[^/]*\\.so"
              + "|backups/catalog-[0-9T.-]*\\.db|ballast")) {
        wrong.add("left over: " + file);
      }
    }
  }

  static List<Path> files(Path root) throws IOException {
    if (Files.notExists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
