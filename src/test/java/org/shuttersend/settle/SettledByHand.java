package org.shuttersend.settle;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Unsettled;
import org.shuttersend.testkit.ManualClock;

/// For tests of a settler with a clock and files that change as the test tells them to.
abstract class SettledByHand {
  static final Duration QUIET = Duration.ofMillis(300);
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final HotFolder FOLDER = new HotFolder(1, "hot", Path.of("hot"));

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  final MemoryLook look = new MemoryLook();
  final Settler settler = new Settler(QUIET, PATIENCE, look);
  final FileRef photo = ref("a.jpg");

  static FileRef ref(String path) {
    return new FileRef(FOLDER, path);
  }

  void write(FileRef ref, long size) {
    look.write(ref.file(), size, clock.instant());
    settler.touched(ref, clock.instant());
  }

  List<FileRef> restless() {
    return settler.restless(clock.instant(), 10).stream().map(Unsettled::ref).toList();
  }

  List<FileRef> after(long millis) {
    clock.advance(Duration.ofMillis(millis));
    return advance();
  }

  List<FileRef> advance() {
    return ripe().settled().stream().map(ObservedFile::ref).toList();
  }

  /// All that happens at this moment.
  Ripe ripe() {
    var ripe = round();
    while (settler.nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent()) {
      Ripe more = round();
      ripe.settled().addAll(more.settled());
      ripe.gone().addAll(more.gone());
    }
    return ripe;
  }

  Ripe round() {
    settler.look();
    return settler.advance(clock.instant());
  }
}
