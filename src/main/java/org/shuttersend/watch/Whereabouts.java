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
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// On which disk each place of a hot folder is, at one moment: a card may be mounted below it, and
/// another one later in its place.
///
/// @param spots by path below the folder's root; the root's own has the empty path
public record Whereabouts(Map<String, Spot> spots) {
  /// Before the first look.
  static final Whereabouts UNKNOWN = new Whereabouts(Map.of("", Spot.UNKNOWN));

  public Whereabouts {
    spots = Map.copyOf(spots);
  }

  /// One that is mounted.
  ///
  /// @param disk as the system calls it, until it was judged
  /// @param mount another one after it was mounted anew, as far as the system tells
  /// @param device the same for all places one disk is mounted at, and while it is, for no other
  /// @param type the kind of file system
  /// @param isJudged whether it is certain which disk this is: another may be called the same
  record Spot(Disk disk, String mount, String device, String type, boolean isJudged) {
    static final Spot UNKNOWN = new Spot(Disk.UNKNOWN, "", "", "", true);

    Spot judged(Disk now) {
      return new Spot(now, mount, device, type, true);
    }

    /// Until it was judged, nothing on it is taken for anything.
    Spot unjudged() {
      return new Spot(Disk.UNKNOWN, mount, device, type, false);
    }

    FileStamp stamp(FileStamp seen) {
      return FileSystems.numbersLast(type) ? seen : seen.withoutKey();
    }
  }

  /// As the system tells it. Costs a look at all that is mounted; looks into no directory but that
  /// of the devices.
  ///
  /// @throws IOException if the root is not there
  public static Whereabouts of(Path root) throws IOException {
    Path real = root.toRealPath();
    var spots = new TreeMap<String, Spot>();
    Mounts.around(real).forEach((path, mount) -> spots.put(path, Volumes.spot(mount, real)));
    if (!spots.containsKey("")) {
      spots.put("", Volumes.spot(real));
    }
    return new Whereabouts(spots);
  }

  /// The same with each disk told from others that the system calls the same, by what is known of
  /// them. Where that cannot be told, files are on an unknown disk.
  ///
  /// @throws IOException if the root is not there
  public static Whereabouts judged(HotFolder folder, Acquaintances known) throws IOException {
    return new Cards().follow(folder.root(), new Judge(folder, known));
  }

  Spot root() {
    return spots.getOrDefault("", Spot.UNKNOWN);
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

  /// Whether it lies on a known disk that is mounted below the root.
  boolean isOnCard(FileRef ref) {
    return !mountOf(ref.path()).isEmpty() && disk(ref).isKnown();
  }

  /// The file with the disk it is on, and with no number where that does not last.
  public ObservedFile placed(ObservedFile file) {
    Spot spot = spot(file.ref().path());
    return new ObservedFile(file.ref(), spot.stamp(file.stamp()), file.cutOff(), spot.disk);
  }

  /// Whether it is certain on which disk this is, as far as that can be told at all. Before,
  /// nothing that is seen there is to be believed.
  public boolean isJudged(FileRef ref) {
    return spot(ref.path()).isJudged;
  }

  /// Whether the disk the file was seen on is where it was.
  boolean has(ObservedFile file) {
    return isJudged(file.ref()) && (!file.disk().isKnown() || file.disk().isSame(disk(file.ref())));
  }

  /// Whether the same is mounted at the same places, whatever it was judged to be.
  public boolean isAsMounted(Whereabouts other) {
    return unjudged().equals(other.unjudged());
  }

  private Map<String, Spot> unjudged() {
    return spots.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, spot -> spot.getValue().unjudged()));
  }

  Map<String, Disk> disks() {
    return spots.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, spot -> spot.getValue().disk));
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
