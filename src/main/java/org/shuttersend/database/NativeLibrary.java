package org.shuttersend.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/// Where the system loads SQLite from: a file beside the database, made once for each version and
/// used by every start after. The driver would write out a new one at each start, and a program
/// that is killed never deletes its own. Not in the temporary folder, as nothing may run from there
/// on some systems.
final class NativeLibrary {
  private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String FALLBACK = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /// Tells the driver, unless it was told. Where the file cannot be made the driver helps itself.
  static synchronized void use(Path folder) {
    if (System.getProperty(FALLBACK) != null || System.getProperty(PATH) != null) {
      return;
    }
    System.setProperty(FALLBACK, folder.toString());
    String name = LibraryLoaderUtil.getNativeLibName();
    String system = OSInfo.getNativeLibFolderPathForCurrentOS();
    // Not "sqlite-…": the driver takes files of that name for its own and deletes them.
    Path home =
        folder.resolve("native-" + SQLiteJDBCLoader.getVersion() + "-" + system.replace('/', '-'));
    try (InputStream library =
        Objects.requireNonNull(
            SQLiteJDBCLoader.class.getResourceAsStream(
                "/org/sqlite/native/" + system + "/" + name))) {
      keep(library.readAllBytes(), home, name);
      System.setProperty(PATH, home.toString());
      System.setProperty(NAME, name);
    } catch (IOException | NullPointerException e) {
      log.debug("The driver writes out SQLite itself: {}", e.getMessage());
    }
  }

  /// The file appears whole or not at all, for programs that start at the same moment too.
  private static void keep(byte[] library, Path home, String name) throws IOException {
    Path file = home.resolve(name);
    if (Files.isRegularFile(file) && Files.size(file) == library.length) {
      return;
    }
    Files.createDirectories(home);
    Path fresh = Files.createTempFile(home, name, ".new");
    try {
      Files.write(fresh, library);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
