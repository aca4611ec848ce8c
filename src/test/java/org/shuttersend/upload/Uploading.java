package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Lists;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Glance;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.settle.Look;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.testkit.RecordingDestination;
import org.shuttersend.upload.governor.Governor;

/// For tests of an uploader with a real catalog and a real folder; the server only remembers.
abstract class Uploading {
  @TempDir Path temp;

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  final RecordingDestination server = new RecordingDestination();
  final Set<FileRef> lookedAgain = Collections.synchronizedSet(new HashSet<>());
  final AtomicBoolean volumeThere = new AtomicBoolean(true);
  final AtomicBoolean onItsDisk = new AtomicBoolean(true);
  Catalog catalog;
  HotFolder folder;
  Set<Integer> connected = Set.of();
  Governor governor;
  Uploader uploader;

  @BeforeEach
  void open() throws IOException, SQLException {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> UUID.randomUUID().toString());
    Path root = Files.createDirectories(temp.resolve("hot"));
    folder = catalog.activate(List.of(root)).getFirst();
    connected = Set.of(folder.id());
    governor = new Governor(4, clock, clock::nanos, new Random(7));
    uploader =
        new Uploader(
            catalog.outbox(),
            () -> server,
            _ -> {},
            () -> connected,
            this::look,
            _ -> onItsDisk.get(),
            file -> volumeThere.get() && Files.isDirectory(file.ref().folder().root()),
            lookedAgain::add,
            governor,
            clock,
            clock::nanos,
            new Random(1));
  }

  /// How an uploader sees a file.
  Glance look(Path file) {
    return Look.onDisk().at(file);
  }

  @AfterEach
  void close() {
    uploader.close();
    catalog.close();
  }

  ObservedFile settle(String path, String content) {
    return settle(folder, path, content);
  }

  ObservedFile settle(HotFolder folder, String path, String content) {
    ObservedFile file = HotFolders.write(folder, path, content);
    catalog.intake().settled(List.of(file));
    uploader.wake();
    return file;
  }

  List<PhotoRow> rows() {
    return catalog.lists().inState(Optional.empty(), Lists.PAGE_LIMIT).reversed();
  }

  /// Time stands still.
  void awaitStates(PhotoState... states) {
    await().untilAsserted(() -> assertStates(states));
  }

  void awaitStatesWhileTimePasses(PhotoState... states) {
    awaitWhileTimePasses(() -> assertStates(states));
  }

  void awaitWhileTimePasses(Runnable assertion) {
    await()
        .untilAsserted(() -> {
          clock.advance(Duration.ofMillis(100));
          uploader.wake();
          assertion.run();
        });
  }

  void assertStates(PhotoState... states) {
    assertThat(rows().stream().map(row -> row.state().orElseThrow())).containsExactly(states);
  }
}
