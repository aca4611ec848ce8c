package org.shuttersend.settle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.shuttersend.model.FileRef;

/// The files that are not settled: by place, by when they are to be looked at, by age. Owned by the
/// settler's thread.
final class Agenda {
  /// By folder id, then by path, sorted so that everything below a directory is one range.
  private final Map<Integer, NavigableMap<String, Waiting>> files = new HashMap<>();

  private final NavigableSet<Waiting> byDue =
      new TreeSet<>(
          Comparator.comparing((Waiting file) -> file.due()).thenComparing(Waiting::number));

  /// The longest unsettled first.
  private final NavigableSet<Waiting> byAge = new TreeSet<>(Comparator.comparing(Waiting::number));

  private long count;

  /// The file there, newly added if it was not.
  Waiting at(FileRef ref, Instant now) {
    Waiting known = of(ref.folder().id()).get(ref.path());
    if (known != null) {
      return known;
    }
    var file = new Waiting(ref, count++, now);
    add(file);
    return file;
  }

  void add(Waiting file) {
    of(file.ref().folder().id()).put(file.ref().path(), file);
    byAge.add(file);
    byDue.add(file);
  }

  private NavigableMap<String, Waiting> of(int folder) {
    return files.computeIfAbsent(folder, id -> new TreeMap<>());
  }

  void remove(Waiting file) {
    of(file.ref().folder().id()).remove(file.ref().path());
    byDue.remove(file);
    byAge.remove(file);
  }

  /// Takes out the file at a place and everything below it.
  List<Waiting> removeAll(FileRef ref) {
    var folder = of(ref.folder().id());
    var removed = new ArrayList<>(below(folder, ref.path()).values());
    Waiting own = folder.get(ref.path());
    if (own != null) {
      removed.add(own);
    }
    removed.forEach(this::remove);
    return removed;
  }

  boolean hasBelow(FileRef directory) {
    return !below(of(directory.folder().id()), directory.path()).isEmpty();
  }

  private static NavigableMap<String, Waiting> below(
      NavigableMap<String, Waiting> folder, String directory) {
    return folder.subMap(directory + "/", true, directory + (char) ('/' + 1), false);
  }

  /// To be looked at then.
  void due(Waiting file, Instant due) {
    byDue.remove(file); // the order is by due time: out before it changes
    file.due(due);
    byDue.add(file);
  }

  Optional<Waiting> first() {
    return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first());
  }

  /// The longest unsettled first.
  Stream<Waiting> oldestFirst() {
    return byAge.stream();
  }

  List<Waiting> all() {
    return List.copyOf(byAge);
  }

  int size() {
    return byAge.size();
  }
}
