package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;

/// On which disk each place of a hot folder is, at one moment: a card may be mounted below it, and
/// another one later in its place.
///
/// @param spots by path below the folder's root; the root's own has the empty path
public record Whereabouts(Map<String, Spot> spots) {
  /// Before the first look.
  static final Whereabouts UNKNOWN =
      new Whereabouts(Map.of("", new Spot(Disk.UNKNOWN, "", "", true)));

  public Whereabouts {
    spots = Map.copyOf(spots);
  }

  /// One that is mounted.
  ///
  /// @param mount another one after it was mounted anew, as far as the system tells
  /// @param type the kind of file system
  /// @param numbersLast whether its files have the same numbers whenever it is connected
  record Spot(Disk disk, String mount, String type, boolean numbersLast) {}

  /// Costs a look at all that is mounted; looks into no directory but that of the devices.
  ///
  /// @throws IOException if the root is not there
  public static Whereabouts of(Path root) throws IOException {
    Path real = root.toRealPath();
    var spots = new TreeMap<String, Spot>();
    Mounts.around(real).forEach((path, mount) -> spots.put(path, Volumes.spot(mount)));
    if (!spots.containsKey("")) {
      spots.put("", Volumes.spot(real));
    }
    return new Whereabouts(spots);
  }

  Spot root() {
    return spots.getOrDefault("", new Spot(Disk.UNKNOWN, "", "", true));
  }

  /// Where what the place lies on is mounted, relative to the root; empty for the root's own.
  String mountOf(String path) {
    String above = path;
    while (!above.isEmpty() && !spots.containsKey(above)) {
      above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
    }
    return above;
  }

  private Spot spot(String path) {
    return spots.getOrDefault(mountOf(path), root());
  }

  Disk disk(FileRef ref) {
    return spot(ref.path()).disk;
  }

  /// The file with the disk it is on, and with no number where that does not last.
  public ObservedFile placed(ObservedFile file) {
    Spot spot = spot(file.ref().path());
    return new ObservedFile(
        file.ref(),
        spot.numbersLast ? file.stamp() : file.stamp().withoutKey(),
        file.cutOff(),
        spot.disk);
  }

  /// Whether the disk the file was seen on is where it was.
  boolean has(ObservedFile file) {
    return !file.disk().isKnown() || file.disk().isSame(disk(file.ref()));
  }

  Set<Disk> disks() {
    return spots.values().stream().map(Spot::disk).collect(Collectors.toSet());
  }

  Set<String> types() {
    return spots.values().stream().map(Spot::type).collect(Collectors.toSet());
  }

  /// Where another thing is mounted now, or nothing any more.
  Set<String> changes(Whereabouts now) {
    var paths = new HashSet<>(spots.keySet());
    paths.addAll(now.spots.keySet());
    paths.removeIf(path -> spots.containsKey(path) && spots.get(path).equals(now.spots.get(path)));
    return paths;
  }
}
