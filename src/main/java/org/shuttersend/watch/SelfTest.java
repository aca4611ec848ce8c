package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// Compares a cheap look at a few directories with the events heard of them: the root, those that
/// changed last, and a few others in turn. A directory that changed without an event, and still
/// without one a whole tick later, gives none. Owned by the scanning thread.
final class SelfTest {
  private static final int IN_TURN = 32;

  private final HotFolder folder;
  private final Watches watches;
  private final Heard heard;
  private final Recent recent;
  private final Map<String, Probe> probes = new LinkedHashMap<>();
  private String lastInTurn = "";

  /// @param suspect whether it changed at the last look and nothing was heard
  private record Probe(String key, FileTime modified, boolean suspect) {}

  SelfTest(HotFolder folder, Watches watches, Heard heard, Recent recent) {
    this.folder = folder;
    this.watches = watches;
    this.heard = heard;
    this.recent = recent;
  }

  /// What one tick came to.
  ///
  /// @param silent a directory whose events do not come
  /// @param replaced directories that are others than before, as when something is mounted there
  record Verdict(Optional<String> silent, List<FileRef> replaced) {}

  /// @param listening whether the listener has taken all there is: only then nothing heard means
  ///   that there was nothing
  Verdict tick(boolean listening) {
    Optional<String> silent = Optional.empty();
    var replaced = new ArrayList<FileRef>();
    for (String path : List.copyOf(probes.keySet())) {
      Probe before = probes.remove(path);
      boolean event = heard.take(path);
      Optional<Probe> look = look(path);
      if (before == null || look.isEmpty() || !watches.knows(path)) {
        recent.forget(path);
        continue;
      }
      Probe now = look.get();
      if (!now.key.equals(before.key)) {
        replaced.add(new FileRef(folder, path));
        continue;
      }
      boolean changed = !now.modified.equals(before.modified);
      if (changed) {
        recent.offer(path, now.modified.toMillis());
      }
      if (!event && before.suspect && listening) {
        silent = Optional.of(path);
      }
      boolean suspect = !event && (changed || before.suspect);
      probes.put(path, new Probe(now.key, now.modified, suspect));
    }
    chooseNext();
    return new Verdict(silent, replaced);
  }

  /// Suspects stay until they are cleared or convicted.
  private void chooseNext() {
    Set<String> next = new LinkedHashSet<>();
    next.add("");
    next.addAll(recent.paths());
    probes.forEach((path, probe) -> {
      if (probe.suspect) {
        next.add(path);
      }
    });
    List<String> inTurn = watches.after(lastInTurn, IN_TURN);
    if (!inTurn.isEmpty()) {
      lastInTurn = inTurn.getLast();
      next.addAll(inTurn);
    }
    probes.keySet().retainAll(next);
    heard.listenFor(next);
    for (String path : next) {
      if (!probes.containsKey(path) && watches.knows(path)) {
        look(path).ifPresent(probe -> probes.put(path, probe));
      }
    }
  }

  private Optional<Probe> look(String path) {
    try {
      BasicFileAttributes now =
          Files.readAttributes(
              new FileRef(folder, path).file(),
              BasicFileAttributes.class,
              path.isEmpty() ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS});
      return now.isDirectory()
          ? Optional.of(new Probe(Anchor.key(now), now.lastModifiedTime(), false))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// What was seen before says nothing any more: the folder is scanned anew.
  void reset() {
    probes.clear();
  }
}
