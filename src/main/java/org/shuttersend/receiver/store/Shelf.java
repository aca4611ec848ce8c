package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.shuttersend.database.Durable;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.store.PhotoPath.UnsafePath;

/// The folders photos arrive in: `<into>/<owner>/<folder>/<path>`, and the older ones of a path in
/// `<into>/.shuttersend/versions`. Nothing in them is ever overwritten. Paths are relative to
/// `into`, with `/` between the segments.
final class Shelf {
  private static final String VERSIONS = PhotoPath.RESERVED + "/versions/";
  private static final String ARRIVING = PhotoPath.RESERVED + "/arriving";
  private static final int TRIES = 1000;

  /// What an older version's name has more than the photo's: when it was set aside, and a number.
  private static final int STAMP_BYTES = 32;

  private static final Duration COARSE = Duration.ofSeconds(2);
  private static final int REMEMBERED = 10_000;

  private final Path into;

  /// Folders whose own name is known to be on the disk; only to spare syncs.
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  /// @param into is made if it is not there
  Shelf(Path into) throws IOException {
    Files.createDirectories(into);
    this.into = into.toRealPath();
  }

  /// Whether a path is one of the older versions'.
  static boolean isVersion(String path) {
    return path.startsWith(VERSIONS);
  }

  /// Whether a file lies there as it was stored. Some file systems keep times to two seconds.
  ///
  /// @throws StorageFailure if it may not be looked at
  boolean lies(String path, long size, Optional<Instant> modified) throws StorageFailure {
    try {
      var file = Files.readAttributes(at(path), BasicFileAttributes.class);
      return file.isRegularFile()
          && file.size() == size
          && modified
              .map(time -> Duration.between(time, file.lastModifiedTime().toInstant()).abs())
              .filter(apart -> apart.compareTo(COARSE) >= 0)
              .isEmpty();
    } catch (AccessDeniedException e) {
      throw new StorageFailure(e);
    } catch (IOException e) {
      return false;
    }
  }

  Path at(String path) {
    return into.resolve(path);
  }

  /// The place for a wanted path. It differs where a file lies in the way of a folder or a folder
  /// in the way of a file: neither is touched, the photo goes beside, as in `name (2)`. Makes the
  /// folders, so that no file comes in their way later.
  ///
  /// @throws UnsafePath if a link on the way leads out of the folder, or the system has no path as
  ///   long as the photo's, or one of its older versions', would be
  String resolve(String wanted) throws IOException {
    int room = longestPath() - bytes(into.toString()) - 1 - VERSIONS.length() - STAMP_BYTES;
    if (bytes(wanted) > room) {
      throw new UnsafePath(
          "path_too_long",
          "The path has " + bytes(wanted) + " bytes; this receiver has room for " + room);
    }
    var resolved = new ArrayList<String>();
    List<String> segments = Arrays.asList(wanted.split("/"));
    Path folder = into;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      String name = free(folder, segment, false);
      folder = folder.resolve(name);
      if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
        makeFolder(folder);
      } else if (Files.isSymbolicLink(folder) && !folder.toRealPath().startsWith(into)) {
        throw new UnsafePath(
            "path_unsafe", "'" + segment + "' is a link that leads out of the receiver's folder");
      }
      resolved.add(name);
    }
    resolved.add(free(folder, segments.getLast(), true));
    return String.join("/", resolved);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int longestPath() {
    String system = System.getProperty("os.name", "");
    return system.startsWith("Linux") ? 4095 : system.startsWith("Mac") ? 1023 : 32_000;
  }

  private void makeFolder(Path folder) throws IOException {
    durable.remove(folder);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // Another upload made it; if it made a file, the move will fail and be done over.
    }
  }

  private static String free(Path folder, String name, boolean forFile)
      throws FileAlreadyExistsException {
    String candidate = name;
    for (int number = 2; number < TRIES; number++) {
      Path path = folder.resolve(candidate);
      boolean inTheWay =
          forFile
              ? Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
              : Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path);
      if (!inTheWay) {
        return candidate;
      }
      candidate = FileNames.numbered(name, number);
    }
    throw new FileAlreadyExistsException(folder.resolve(name).toString());
  }

  /// A name nobody has for an older version of this path.
  ///
  /// @param taken whether a name is given to a photo that may not lie there yet
  String versionOf(String path, Instant at, Predicate<String> taken)
      throws FileAlreadyExistsException {
    int slash = path.lastIndexOf('/');
    String folder = VERSIONS + path.substring(0, slash + 1);
    for (int number = 1; number < TRIES; number++) {
      String candidate = folder + FileNames.stamped(path.substring(slash + 1), at, number);
      if (Files.notExists(at(candidate), LinkOption.NOFOLLOW_LINKS) && !taken.test(candidate)) {
        return candidate;
      }
    }
    throw new FileAlreadyExistsException(at(path).toString());
  }

  /// Moves the photo to its place and what lay there aside. May be done again after a crash at any
  /// point: with the source gone it had been done.
  ///
  /// @return the folders whose names changed: the move is durable once they are
  Set<Path> put(Placement placement, Path source, Instant now) throws IOException {
    Path target = at(placement.path());
    if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(parent(target));
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !holds(target, placement)) {
        setAside(placement, target, now);
      }
      move(source, target, placement.photoId());
    }
    return unsynced(target);
  }

  /// The folder of a file that has just come, and those above whose names may not be on the disk.
  private Set<Path> unsynced(Path file) {
    var unsynced = new LinkedHashSet<Path>();
    List<Path> folders = foldersOf(file);
    unsynced.add(folders.getLast());
    for (int i = folders.size() - 1; i > 0 && !durable.contains(folders.get(i)); i--) {
      unsynced.add(folders.get(i - 1));
    }
    return unsynced;
  }

  /// These folders' names were made durable, and so were the folders in them.
  void durable(Set<Path> folders) {
    if (durable.size() > REMEMBERED) {
      durable.clear();
    }
    for (Path folder : folders) {
      if (folders.contains(folder.getParent())) {
        durable.add(folder);
      }
    }
  }

  private void setAside(Placement placement, Path target, Instant now) throws IOException {
    Path version = at(placement.displaced());
    if (Files.exists(version, LinkOption.NOFOLLOW_LINKS)) {
      version = at(versionOf(placement.path(), now, name -> false));
    }
    Files.createDirectories(parent(version));
    Files.move(target, version, StandardCopyOption.ATOMIC_MOVE);
    // Before anything takes its old name.
    for (Path folder : foldersOf(version)) {
      Durable.folder(folder);
    }
  }

  /// Where uploads lie on another disk, the bytes are copied beside their place first. The source
  /// is deleted only when the copy is found again after a power cut: with every folder above it.
  private void move(Path source, Path target, String id) throws IOException {
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path arriving = Files.createDirectories(at(ARRIVING)).resolve(id);
      Files.copy(
          source,
          arriving,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      Durable.file(arriving);
      Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE);
      Set<Path> folders = unsynced(target);
      for (Path folder : folders) {
        Durable.folder(folder);
      }
      durable(folders);
      Files.delete(source);
    }
  }

  private static boolean holds(Path file, Placement placement) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == placement.size()
        && hash(file).filter(placement.hash()::equals).isPresent();
  }

  private static Optional<ContentHash> hash(Path file) {
    try {
      return Optional.of(Digests.ofFile(file));
    } catch (IOException e) {
      // Unreadable is not the same: it is kept aside.
      return Optional.empty();
    }
  }

  /// The folders that lead to a file of ours, `into` first.
  private List<Path> foldersOf(Path file) {
    var folders = new ArrayList<Path>();
    Path folder = into;
    for (Path name : into.relativize(file)) {
      folders.add(folder);
      folder = folder.resolve(name);
    }
    return folders;
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }
}
