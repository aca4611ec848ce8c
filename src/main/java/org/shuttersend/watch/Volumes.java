package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuttersend.model.Disk;
import org.shuttersend.model.Volume;

/// How a volume is known again: by its UUID or serial number, else by its kind, with its size or
/// its address.
public final class Volumes {
  private static final Path DEVICES = Path.of("/dev/disk");
  private static final String DEVICE = "/dev/";
  private static final int MOST_DEVICES = 1_000;
  private static final String ALL_OF_IT = "/";

  /// As the system writes a space in a label.
  private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-f]{2})");

  private Volumes() {}

  /// Which directory on which volume this is.
  ///
  /// @throws IOException if the directory is not there
  static Volume of(Path directory) throws IOException {
    Whereabouts.Spot spot = Whereabouts.of(directory).root();
    String number = FileSystems.numbersLast(spot.type()) ? number(directory) : "";
    return new Volume(spot.disk().key(), number, spot.disk().name());
  }

  /// Whether the file lies on another computer's disk, as far as can be told.
  public static boolean isOnNetwork(Path file) {
    try {
      return FileSystems.isNetwork(Files.getFileStore(file).type());
    } catch (IOException e) {
      return true;
    }
  }

  /// What is mounted there, on Linux. Two directories of one volume that are mounted on their own
  /// are two.
  ///
  /// @param root real, at or above what is mounted, or below it
  static Whereabouts.Spot spot(Mounts.Mount mount, Path root) {
    String source = mount.source();
    Optional<String> uuid = linkTo(source, "by-uuid");
    String key = uuid.orElseGet(() -> kind(mount));
    Path place = mount.point().getFileName();
    String name =
        linkTo(source, "by-label")
            .orElse(source.startsWith(DEVICE) && place != null ? place.toString() : source);
    return new Whereabouts.Spot(
        new Disk(mount.part().equals(ALL_OF_IT) ? key : key + " " + mount.part(), name),
        mount.number(),
        mount.device(),
        mount.type(),
        !isCalledAlike(mount, root, uuid.isPresent()));
  }

  /// Whether another one that is mounted there may have the same key. An address is not exchanged,
  /// nor is a disk that a folder lies deep in, or part of which is mounted as the folder: it is
  /// emptied rather, which would look the same.
  private static boolean isCalledAlike(Mounts.Mount mount, Path root, boolean hasUuid) {
    if (FileSystems.isNetwork(mount.type())) {
      return false;
    }
    if (FileSystems.isOfCards(mount.type())) {
      return true;
    }
    if (hasUuid) {
      return false;
    }
    boolean below = mount.point().startsWith(root) && !mount.point().equals(root);
    boolean whole = mount.part().equals(ALL_OF_IT);
    boolean asFolder = mount.point().equals(root);
    boolean above = mount.source().startsWith(DEVICE) && mount.point().getNameCount() > 0;
    return below || (whole && (asFolder || above));
  }

  /// A device is called otherwise each time it is connected; its size stays, as an address does.
  private static String kind(Mounts.Mount mount) {
    if (!mount.source().startsWith(DEVICE)) {
      return mount.type() + " " + mount.source();
    }
    try {
      return mount.type() + " " + Files.getFileStore(mount.point()).getTotalSpace();
    } catch (IOException e) {
      return mount.type();
    }
  }

  /// What the directory is on, on other systems, and where what is mounted is not listed.
  static Whereabouts.Spot spot(Path directory) {
    try {
      FileStore store = Files.getFileStore(directory);
      String kind =
          store.type()
              + " "
              + (store.name().startsWith(DEVICE) ? store.getTotalSpace() : store.name());
      return new Whereabouts.Spot(
          new Disk(serial(store).orElse(kind), store.name()),
          store.name(),
          store.name(),
          store.type(),
          !FileSystems.isOfCards(store.type()));
    } catch (IOException e) {
      // Some containers do not tell.
      return Whereabouts.Spot.UNKNOWN;
    }
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
    if (!device.startsWith(DEVICE) || !Files.isDirectory(links)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(links)) {
      Path real = Path.of(device).toRealPath();
      int looked = 0;
      for (Path link : all) {
        if (++looked > MOST_DEVICES) {
          break;
        }
        if (leadsTo(link, real)) {
          return Optional.of(plain(link.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// A link whose device was just pulled leads nowhere, and says nothing about the others.
  private static boolean leadsTo(Path link, Path real) {
    try {
      return link.toRealPath().equals(real);
    } catch (IOException e) {
      return false;
    }
  }

  private static String plain(String link) {
    return HEX.matcher(link)
        .replaceAll(code ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
  }
}
