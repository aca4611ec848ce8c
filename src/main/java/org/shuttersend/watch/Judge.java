package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;

/// Tells a card from others that the system calls the same, by the files that are known of each. A
/// card that could be another one is: then photos wait for a card that is not there, which can be
/// seen and ended; else they would be taken for replaced or deleted, and be lost.
///
/// Looks at names and attributes only, at a bounded number of them.
final class Judge {
  /// How deep below a card's root its photos are looked for when it is mounted at another place.
  private static final int DEPTH = 8;

  private final HotFolder folder;
  private final Acquaintances known;

  Judge(HotFolder folder, Acquaintances known) {
    this.folder = folder;
    this.known = known;
  }

  /// Which disk is mounted there.
  ///
  /// @param place relative to the hot folder's root
  /// @param taken those that others are, which are mounted at the same time
  Disk judge(String place, Whereabouts.Spot spot, Set<Disk> taken) {
    Disk first = spot.disk();
    List<Acquaintance> all = known.alike(place, first);
    var looked = new Looked(folder.root().resolve(place), spot);
    List<Evidence> free =
        all.stream()
            .filter(card -> taken.stream().noneMatch(card.disk()::isSame))
            .map(card -> new Evidence(card.disk(), weigh(card, place, looked)))
            .toList();
    return free.stream()
        .filter(card -> card.weight.isSame())
        .max(Comparator.comparing(card -> card.weight.there))
        // One of which nothing is known may be any.
        .or(() -> free.stream().filter(card -> card.weight.isNone()).findFirst())
        .map(card -> first.alike(number(card.disk, first)))
        .orElseGet(() -> first.alike(unused(first, all, taken)));
  }

  private static int unused(Disk first, List<Acquaintance> all, Set<Disk> taken) {
    var numbers = new TreeSet<Integer>();
    all.forEach(card -> numbers.add(number(card.disk(), first)));
    taken.forEach(disk -> numbers.add(number(disk, first)));
    return numbers.contains(1) ? numbers.last() + 1 : 1;
  }

  private static int number(Disk disk, Disk first) {
    return disk.numberAmong(first).orElse(1);
  }

  private record Evidence(Disk disk, Weight weight) {}

  /// How much of what is known of a card is there.
  ///
  /// @param known all that is known of it
  /// @param waiting of those that are there, how many are not sent yet
  /// @param other where there is another file at the same place
  private record Weight(int known, int there, int waiting, int other, int missing) {

    /// Whoever deletes photos leaves others, and whoever edits some leaves others as they were.
    /// Where nothing of what waits is there, only a card that still has most of the rest is
    /// believed to be the one it was deleted from.
    boolean isSame() {
      return there > 0 && there >= other && (waiting > 0 || there >= missing);
    }

    boolean isNone() {
      return known == 0;
    }
  }

  private static Weight weigh(Acquaintance card, String place, Looked looked) {
    int there = 0;
    int waiting = 0;
    int other = 0;
    int missing = 0;
    for (Acquaintance.Trace trace : card.traces()) {
      switch (looked.at(trace, place)) {
        case THERE -> {
          there++;
          waiting += trace.waits() ? 1 : 0;
        }
        case OTHER -> other++;
        case MISSING -> missing++;
        case UNREADABLE -> {} // tells nothing
      }
    }
    return new Weight(card.traces().size(), there, waiting, other, missing);
  }

  private enum Find {
    THERE,
    OTHER,
    MISSING,
    UNREADABLE
  }

  /// What was seen on the card. Cards that are called the same have files of the same names: each
  /// is looked at once.
  private static final class Looked {
    private final Path root;
    private final Whereabouts.Spot spot;
    private final Map<String, Find> without = new HashMap<>();
    private final Map<String, FileStamp> stamps = new HashMap<>();

    Looked(Path root, Whereabouts.Spot spot) {
      this.root = root;
      this.spot = spot;
    }

    /// A file that was seen at another place of the hot folder is looked for by its name and the
    /// directories it was in, since the card was mounted there then.
    Find at(Acquaintance.Trace trace, String place) {
      String path = trace.path();
      if (place.isEmpty()) {
        return find(path, trace.stamp());
      }
      if (path.startsWith(place + "/")) {
        return find(path.substring(place.length() + 1), trace.stamp());
      }
      boolean moved = endings(path).anyMatch(ending -> find(ending, trace.stamp()) == Find.THERE);
      return moved ? Find.THERE : Find.MISSING;
    }

    private static Stream<String> endings(String path) {
      return IntStream.range(0, path.length())
          .filter(i -> path.charAt(i) == '/')
          .mapToObj(i -> path.substring(i + 1))
          .limit(DEPTH);
    }

    private Find find(String path, FileStamp known) {
      Optional<FileStamp> seen = stamp(path);
      return seen.map(stamp -> stamp.isSame(known) ? Find.THERE : Find.OTHER)
          .orElseGet(() -> without.getOrDefault(path, Find.MISSING));
    }

    private Optional<FileStamp> stamp(String path) {
      if (!stamps.containsKey(path) && !without.containsKey(path)) {
        look(path);
      }
      return Optional.ofNullable(stamps.get(path));
    }

    private void look(String path) {
      try {
        var attributes =
            Files.readAttributes(
                root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          stamps.put(path, spot.stamp(FileStamp.of(attributes)));
        } else {
          without.put(path, Find.MISSING);
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        without.put(path, Find.MISSING);
      } catch (IOException e) {
        without.put(path, Ancestors.preclude(root.resolve(path)) ? Find.MISSING : Find.UNREADABLE);
      }
    }
  }
}
