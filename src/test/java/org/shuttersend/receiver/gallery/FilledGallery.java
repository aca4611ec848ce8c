package org.shuttersend.receiver.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.Store;

/// A database with photos of several owners, written straight into its tables.
final class FilledGallery implements AutoCloseable {
  private final Database database;
  private int number;

  FilledGallery(Path folder) throws IOException {
    this.database = Database.open(folder.resolve("r.db"), Store.SCHEMA, "test-writer");
  }

  Database database() {
    return database;
  }

  Gallery gallery() {
    return new Gallery(database);
  }

  /// @param path below the owner's folder
  /// @return its id
  String add(String owner, String path, long createdAt) {
    return addAt(owner, owner + "/" + path, createdAt);
  }

  /// @param path in full
  String addAt(String owner, String path, long createdAt) {
    int n = ++number;
    String id = "%08x-0000-4000-8000-%012x".formatted(Integer.reverse(n), n);
    database.write(session -> {
      session.update(
          """
          INSERT INTO photos (id, owner, sha256, size, path, job_id, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          id,
          owner,
          "%064x".formatted(n),
          100 + n,
          path,
          "job-" + n,
          createdAt);
      return session.update(
          """
          INSERT INTO jobs (id, owner, photo_id, state, due_at, created_at, updated_at)
          VALUES (?, ?, ?, 'done', 0, ?, ?)
          """,
          "job-" + n,
          owner,
          id,
          createdAt,
          createdAt);
    });
    return id;
  }

  /// Many at once: a hundred to a folder, two of each moment.
  void fill(String owner, int photos) {
    database.write(session -> {
      for (String sql :
          List.of(
              """
              WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
              INSERT INTO photos (id, owner, sha256, size, path, job_id, created_at)
              SELECT lower(hex(randomblob(4))) || '-0000-4000-8000-' || lower(hex(randomblob(6))),
                owner, printf('%064x', i), 1000 + i,
                owner || '/Wedding ' || (i / 100) || '/IMG_' || i || '.JPG', 'job-' || i,
                1700000000000 + i / 2
              FROM n, (SELECT ? AS owner)
              """,
              """
              INSERT INTO jobs (id, owner, photo_id, state, due_at, created_at, updated_at)
              SELECT job_id, owner, id, 'done', 0, created_at, created_at FROM photos
              WHERE ? > 0 AND owner = ?
              """)) {
        session.update(sql, photos, owner);
      }
      return photos;
    });
  }

  @Override
  public void close() {
    database.close();
  }
}
