package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// Random files, random outcomes, random crashes: whatever comes, counters equal the rows, no path
/// is sent twice at once, no content is accepted twice, and once the storm is over every file's
/// newest version is at its end.
class StateMachineTest {
  private static final int STEPS = 600;
  private static final int PATHS = 6;
  private static final int CONTENTS = 5;
  private static final Reason REASON = Reason.of(Reason.Code.CONNECTION_LOST, "x");

  @TempDir Path temp;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final Map<String, ObservedFile> newest = new HashMap<>();
  private final Map<FileStamp, ContentHash> contents = new HashMap<>();
  private final Set<ContentHash> onServer = new HashSet<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> openJobs = new ArrayList<>();
  private int number;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void holdsThroughAnyStorm(long seed) throws Exception {
    var random = new Random(seed);
    try (Catalog catalog = Catalog.open(temp.resolve("data"), clock, () -> "key-" + number++)) {
      HotFolder folder =
          catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
      for (int step = 0; step < STEPS; step++) {
        step(catalog, folder, random);
        check(catalog);
      }
      calm(catalog);
      check(catalog);
      newest.forEach((path, file) ->
          assertThat(
                  rows(catalog).stream()
                      .filter(r -> isOf(r, file))
                      .map(r -> r.state().orElseThrow()))
              .as("seed %d, %s", seed, path)
              .anyMatch(s -> s == PhotoState.PROCESSED || s == PhotoState.DUPLICATE));
    }
  }

  private static boolean isOf(PhotoRow row, ObservedFile file) {
    return row.ref().equals(file.ref()) && row.modified().equals(file.stamp().modified());
  }

  private void step(Catalog catalog, HotFolder folder, Random random) {
    clock.advance(Duration.ofMillis(random.nextInt(1500)));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> settle(catalog, folder, random);
      case 3, 4 -> claims.addAll(catalog.outbox().claim(1 + random.nextInt(3), Set.of(1, 2, 3)));
      case 5, 6, 7 -> resolveOne(catalog, random);
      case 8 -> endJob(catalog, random);
      default -> rarely(catalog, random);
    }
  }

  private void settle(Catalog catalog, HotFolder folder, Random random) {
    String path = "p" + random.nextInt(PATHS);
    int content = random.nextInt(CONTENTS);
    var stamp = new FileStamp(10L + content, clock.instant().plusNanos(number++), "");
    contents.put(stamp, HotFolders.hash(new byte[] {(byte) content}));
    var file = new ObservedFile(new FileRef(folder, path), stamp);
    newest.put(path, file);
    catalog.intake().settled(List.of(file));
  }

  private void resolveOne(Catalog catalog, Random random) {
    if (claims.isEmpty()) {
      return;
    }
    Claim claim = claims.remove(random.nextInt(claims.size()));
    switch (random.nextInt(5)) {
      case 0 -> catalog.outbox().retry(claim, REASON, clock.instant().plusMillis(500));
      case 1 -> catalog.outbox().hold(claim, REASON, clock.instant().plusMillis(900));
      default -> deliver(catalog, claim);
    }
  }

  private void deliver(Catalog catalog, Claim claim) {
    ContentHash hash = Objects.requireNonNull(contents.get(claim.file().stamp()));
    var answer = catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, hash)), false).getFirst();
    if (answer instanceof AfterHash.Ready(Claim ready) && !onServer.add(hash)) {
      // Asked, the server says that it has it, and puts it back in its place.
      catalog.outbox().alreadyThere(ready, new Receipt(Optional.of(hash), Optional.empty()), true);
    } else if (answer instanceof AfterHash.Ready(Claim ready)) {
      String job = "job-" + number++;
      if (catalog.outbox().accepted(ready, new Receipt(Optional.of(hash), Optional.of(job)))) {
        openJobs.add(job);
      }
    }
  }

  private void endJob(Catalog catalog, Random random) {
    if (!openJobs.isEmpty()) {
      String job = openJobs.remove(random.nextInt(openJobs.size()));
      catalog.jobs().changed(List.of(new JobChange(job, JobState.DONE, 1, Optional.empty())));
    }
  }

  private void rarely(Catalog catalog, Random random) {
    if (random.nextInt(3) == 0) {
      catalog.outbox().recover(Set.of());
      claims.clear();
    }
  }

  private void calm(Catalog catalog) {
    catalog.outbox().recover(Set.of());
    for (int round = 0; round < 50; round++) {
      clock.advance(Duration.ofSeconds(5));
      catalog.outbox().claim(100, Set.of(1, 2, 3)).forEach(claim -> deliver(catalog, claim));
      catalog
          .jobs()
          .changed(
              openJobs.stream()
                  .map(job -> new JobChange(job, JobState.DONE, 1, Optional.empty()))
                  .toList());
      openJobs.clear();
    }
  }

  private static List<PhotoRow> rows(Catalog catalog) {
    return catalog.lists().inState(Optional.empty(), Lists.PAGE_LIMIT);
  }

  private static void check(Catalog catalog) {
    List<PhotoRow> rows = rows(catalog);
    Map<PhotoState, Long> counted =
        rows.stream()
            .collect(Collectors.groupingBy(r -> r.state().orElseThrow(), Collectors.counting()));
    Tallies tally = catalog.lists().tally();
    for (PhotoState state : PhotoState.values()) {
      assertThat(tally.of(state).photos())
          .as("tally of %s", state)
          .isEqualTo(counted.getOrDefault(state, 0L));
    }
    assertThat(
            rows.stream()
                .filter(r -> r.state().equals(Optional.of(PhotoState.SENDING)))
                .map(PhotoRow::ref))
        .as("one version of a path is sent at a time")
        .doesNotHaveDuplicates();
    assertThat(
            rows.stream()
                .filter(r ->
                    r.state()
                        .filter(s -> s == PhotoState.ACCEPTED || s == PhotoState.PROCESSED)
                        .isPresent())
                .map(PhotoRow::size))
        .as("one content is accepted once")
        .doesNotHaveDuplicates();
  }
}
