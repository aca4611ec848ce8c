package org.shuttersend.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// A catalog with a life behind it: many delivered, one that failed, one dismissed, one under way,
/// and a baseline.
abstract class FilledCatalog {
  static final int PHOTOS = 300;
  static final Reason ODD = Reason.of(Reason.Code.NOT_ACCEPTED, "415", "odd");

  @TempDir Path temp;

  final Instant start = Instant.now(); // files get their times from the system
  final ManualClock clock = new ManualClock(start);
  Path data;
  Path file;
  int keys;

  @BeforeEach
  void prepare() throws IOException {
    data = temp.resolve("data");
    file = data.resolve(Catalog.FILE);
    Files.createDirectory(temp.resolve("hot"));
  }

  Catalog open() throws IOException {
    return Catalog.open(data, clock, () -> "key-" + keys++);
  }

  HotFolder folder(Catalog catalog) {
    return catalog.activate(List.of(temp.resolve("hot"))).getFirst();
  }

  static ObservedFile observed(HotFolder folder, String path) {
    return new ObservedFile(
        new FileRef(folder, path), new FileStamp(10, Instant.parse("2026-11-22T09:00:00Z"), "1"));
  }

  void fill() throws IOException {
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      catalog.baseline().choose(folder, true);
      catalog.baseline().add(List.of(observed(folder, "archive.jpg")));
      catalog.baseline().taken(folder);
      var files = new ArrayList<ObservedFile>();
      for (int i = 0; i < PHOTOS; i++) {
        files.add(observed(folder, "%04d.jpg".formatted(i)));
      }
      catalog.intake().settled(files);
      try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Claim claim : catalog.outbox().claim(PHOTOS, Set.of(folder.id()))) {
          together.execute(() -> deliver(catalog, claim));
        }
      }
      for (String path : List.of("failed.jpg", "dismissed.jpg", "under-way.jpg")) {
        catalog.intake().settled(List.of(observed(folder, path)));
        Claim claim = catalog.outbox().claim(1, Set.of(folder.id())).getFirst();
        if (!path.startsWith("under")) {
          catalog.outbox().fail(claim, ODD, Optional.empty());
        }
        if (path.startsWith("dis")) {
          catalog.outbox().dismiss(claim.id());
        }
      }
    }
  }

  static void deliver(Catalog catalog, Claim claim) {
    var hash = HotFolders.hash(claim.file().ref().path().getBytes(StandardCharsets.UTF_8));
    var answer = catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, hash)), true).getFirst();
    if (answer instanceof AfterHash.Ready(Claim ready)) {
      catalog.outbox().accepted(ready, new Receipt(Optional.of(hash), Optional.empty()));
    }
  }

  static List<String> paths(Catalog catalog, PhotoState state) {
    return catalog.lists().inState(Optional.of(state), 10).stream()
        .map(row -> row.ref().path())
        .toList();
  }
}
