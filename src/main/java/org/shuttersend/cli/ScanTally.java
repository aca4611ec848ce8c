package org.shuttersend.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.Trouble;
import org.shuttersend.settle.Readiness;
import org.shuttersend.watch.Verdict;

/// What a dry run found, in numbers and a few examples of each kind: it takes the same memory
/// however many files there are. Owned by the thread of the run.
final class ScanTally {
  static final int EXAMPLES = 5;

  /// @param detail the system's words, or empty
  record Example(String path, String detail) {}

  /// Files of one kind.
  static final class Group {
    private long files;
    private long bytes;
    private final List<Example> examples = new ArrayList<>(EXAMPLES);

    void add(String path, long size) {
      add(new Example(path, ""), size);
    }

    void add(Example file, long size) {
      files++;
      bytes += size;
      if (examples.size() < EXAMPLES) {
        examples.add(file);
      }
    }

    long files() {
      return files;
    }

    long bytes() {
      return bytes;
    }

    List<Example> examples() {
      return examples;
    }
  }

  private final Group sent = new Group();
  private final Group delivered = new Group();
  private final Map<Readiness, Group> unready = new EnumMap<>(Readiness.class);
  private final Map<Verdict, Group> leftOut = new LinkedHashMap<>();
  private final Map<Verdict, Group> folders = new LinkedHashMap<>();
  private final Map<Trouble.Kind, Group> troubles = new EnumMap<>(Trouble.Kind.class);
  private final Distinct stems = new Distinct();
  private long photos;

  void add(ScanFinding finding) {
    String path = finding.file().ref().path();
    long size = finding.file().stamp().size();
    if (!finding.verdict().isSent()) {
      leftOut.computeIfAbsent(finding.verdict(), _ -> new Group()).add(path, size);
      return;
    }
    if (finding.isDelivered()) {
      delivered.add(path, size);
      return;
    }
    if (finding.readiness() != Readiness.UNREADABLE) {
      stems.add(Grouping.key(path));
      sent.add(path, size);
    }
    if (finding.readiness() != Readiness.COMPLETE) {
      unready.computeIfAbsent(finding.readiness(), _ -> new Group()).add(path, size);
    }
  }

  void addFolder(String path, Verdict verdict) {
    folders.computeIfAbsent(verdict, _ -> new Group()).add(path, 0);
  }

  void add(Trouble trouble) {
    troubles
        .computeIfAbsent(trouble.kind(), _ -> new Group())
        .add(new Example(trouble.path(), trouble.detail()), 0);
  }

  /// All files of a directory were added: the files of one photo are all in one.
  void endOfDirectory() {
    photos += stems.takeCount();
  }

  /// Photos to be sent, each with its sidecars and its RAW one photo.
  long photos() {
    return photos;
  }

  /// Files to be sent; those the server has are not among them, nor those that cannot be read.
  Group sent() {
    return sent;
  }

  Group delivered() {
    return delivered;
  }

  Map<Readiness, Group> unready() {
    return unready;
  }

  Map<Verdict, Group> leftOut() {
    return leftOut;
  }

  Map<Verdict, Group> folders() {
    return folders;
  }

  Map<Trouble.Kind, Group> troubles() {
    return troubles;
  }

  long leftOutFiles() {
    return leftOut.values().stream().mapToLong(Group::files).sum();
  }

  /// Whether something cannot be read, and might be a photo.
  boolean needsAttention() {
    return unready.containsKey(Readiness.UNREADABLE)
        || troubles.keySet().stream().anyMatch(Trouble.Kind::needsAttention);
  }
}
