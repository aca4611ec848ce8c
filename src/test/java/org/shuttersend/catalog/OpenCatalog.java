package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// For tests that lead photos of one hot folder through their lives, in a real catalog.
abstract class OpenCatalog {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final Reason BROKEN = Reason.of(Reason.Code.CONNECTION_LOST, "reset");

  @TempDir Path temp;

  final ManualClock clock = new ManualClock(START);
  final AtomicInteger keys = new AtomicInteger();
  Catalog catalog;
  HotFolder folder;

  @BeforeEach
  void open() throws IOException, SQLException {
    catalog = reopened();
    Path root = Files.createDirectories(temp.resolve("Exports"));
    folder = catalog.activate(List.of(root)).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  Catalog reopened() throws IOException, SQLException {
    return Catalog.open(temp.resolve("data"), clock, () -> "key-" + keys.incrementAndGet());
  }

  ObservedFile settle(String path, String content) {
    ObservedFile file = HotFolders.write(folder, path, content);
    catalog.intake().settled(List.of(file));
    return file;
  }

  Claim claimOne() {
    List<Claim> claims = catalog.outbox().claim(10, Set.of(1, 2, 3));
    assertThat(claims).hasSize(1);
    return claims.getFirst();
  }

  Claim hashed(Claim claim) {
    var answer =
        catalog
            .outbox()
            .hashed(
                List.of(new Outbox.Hashed(claim, HotFolders.hash(claim.file().ref().file()))),
                false)
            .getFirst();
    return answer instanceof AfterHash.Ready(Claim ready) ? ready : claim;
  }

  Claim acceptedWithJob(String job) {
    Claim claim = hashed(claimOne());
    assertThat(catalog.outbox().accepted(claim, receipt(claim, job))).isTrue();
    return claim;
  }

  static Receipt receipt(Claim claim, String job) {
    return new Receipt(claim.hash(), Optional.of(job));
  }

  List<PhotoState> states() {
    return catalog.lists().inState(Optional.empty(), 100).reversed().stream()
        .map(row -> row.state().orElseThrow())
        .toList();
  }

  void job(String id, JobState state) {
    catalog.jobs().changed(List.of(new JobChange(id, state, 7, Optional.of("truncated"))));
  }
}
