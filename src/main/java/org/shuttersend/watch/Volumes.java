package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.Volume;

/// Which volume a directory is on. Asked when a root's number changed only: it costs a look at all
/// that is mounted.
public final class Volumes {
  private static final Path DEVICES = Path.of("/dev/disk");
  private static final int MOST_DEVICES = 1_000;

  /// Kinds of file systems that other computers write to as well: their changes give no events.
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "smb2",
          "9p",
          "vboxsf",
          "prl_fs",
          "vmhgfs",
          "afs",
          "ceph",
          "glusterfs",
          "lustre",
          "ncpfs",
          "davfs",
          "virtiofs",
          "fuse",
          "afpfs",
          "webdav");

  private Volumes() {}

  /// @throws IOException if the directory is not there
  static Volume of(Path directory) throws IOException {
    FileStore store;
    try {
      store = Files.getFileStore(directory);
    } catch (IOException e) {
      return new Volume("", number(directory), ""); // some containers do not list what is mounted
    }
    Optional<String> id = linkTo(store.name(), "by-uuid").or(() -> serial(store));
    String name = linkTo(store.name(), "by-label").orElse(store.name());
    return new Volume(id.orElseGet(() -> kind(store)), number(directory), name);
  }

  /// The kind of file system, as the system calls it; empty where it does not say.
  static String type(Path directory) {
    try {
      return Files.getFileStore(directory).type();
    } catch (IOException e) {
      return "";
    }
  }

  /// Whether the file lies on another computer's disk, as far as can be told.
  public static boolean isOnNetwork(Path file) {
    try {
      return isNetwork(Files.getFileStore(file).type());
    } catch (IOException e) {
      return true;
    }
  }

  /// Whether changes may come from elsewhere, and give no events here then.
  static boolean isNetwork(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return NETWORK.contains(lower) || lower.startsWith("fuse.");
  }

  /// A device is called otherwise each time it is connected; an address stays.
  private static String kind(FileStore store) {
    return store.name().startsWith("/dev/") ? store.type() : store.type() + " " + store.name();
  }

  private static String number(Path directory) throws IOException {
    try {
      return Files.getAttribute(directory, "unix:ino").toString();
    } catch (UnsupportedOperationException e) {
      return "";
    }
  }

  /// Windows.
  private static Optional<String> serial(FileStore store) {
    try {
      return Optional.of(store.getAttribute("volume:vsn").toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> linkTo(String device, String kind) {
    Path links = DEVICES.resolve(kind);
    if (!device.startsWith("/dev/") || !Files.isDirectory(links)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(links)) {
      Path real = Path.of(device).toRealPath();
      int looked = 0;
      for (Path link : all) {
        if (++looked > MOST_DEVICES) {
          break;
        }
        if (link.toRealPath().equals(real)) {
          return Optional.of(link.getFileName().toString());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
