package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.Random;

/// What can become of a catalog's file.
enum Damage {
  TEXT,
  EMPTY,
  MISSING,
  MISSING_WITH_LOG,
  DIRECTORY,
  TRUNCATED,
  MAGIC,
  WRITE_FORMAT,
  PAGE_SIZE,
  SCHEMA_FORMAT,
  VERSION_FLIPPED,
  VERSION_ZERO,
  FIRST_PAGE,
  MIDDLE_OF_TABLE,
  INDEX_PAGE,
  ZEROED_PAGES;

  /// @param file the catalog's
  /// @param aside gets what is taken away
  void hit(Path file, Path aside) throws Exception {
    switch (this) {
      case TEXT -> Files.writeString(file, "Dear diary, today I took pictures. ".repeat(500));
      case EMPTY -> Files.write(file, new byte[0]);
      case MISSING -> Files.move(file, aside);
      case MISSING_WITH_LOG -> {
        Files.move(file, aside);
        Files.write(file.resolveSibling("catalog.db-wal"), new byte[5000]);
      }
      case DIRECTORY -> {
        Files.move(file, aside);
        Files.writeString(Files.createDirectory(file).resolve("mine.txt"), "mine");
      }
      case TRUNCATED -> {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(Files.size(file) / 2);
        }
      }
      case MAGIC -> flip(file, 3, 4);
      case WRITE_FORMAT -> put(file, 18, new byte[] {9});
      case PAGE_SIZE -> put(file, 16, new byte[] {0x33, 0x33});
      case SCHEMA_FORMAT -> put(file, 44, new byte[] {0, 0, 0, 9});
      case VERSION_FLIPPED -> put(file, 60, new byte[] {0x55});
      case VERSION_ZERO -> put(file, 60, new byte[4]);
      case FIRST_PAGE -> flip(file, 100, 200);
      case MIDDLE_OF_TABLE -> flip(file, page(file, "photo"), 600);
      case INDEX_PAGE -> flip(file, page(file, "photo_latest") + 2000, 1500);
      case ZEROED_PAGES -> put(file, 8192, new byte[16384]);
    }
  }

  static void flip(Path file, long at, int bytes) throws IOException {
    byte[] noise = new byte[bytes];
    new Random(at).nextBytes(noise);
    put(file, at, noise);
  }

  static void put(Path file, long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  /// The second leaf page of a table or an index: what came last lies behind it.
  private static long page(Path file, String name) throws Exception {
    try (var sql = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows =
            sql.createStatement()
                .executeQuery(
                    "SELECT pageno FROM dbstat WHERE name = '"
                        + name
                        + "' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1")) {
      assertThat(rows.next()).as("a second page").isTrue();
      return (rows.getLong(1) - 1) * 4096;
    }
  }
}
