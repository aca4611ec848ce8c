package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.ManualClock;

/// Whatever comes and fails in whatever order: what is claimed is never behind something that goes
/// before it and could have been claimed, and no hot folder is passed over. The model knows nothing
/// of ranks.
class OrderPropertyTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Reason REASON = Reason.of(Reason.Code.CONNECTION_LOST, "x");
  private static final List<Long> SIZES = List.of(5_000L, 2_000_000L, 9_000_000L, 40_000_000L);

  enum What {
    SHOOT,
    FIND_OLD,
    CLAIM,
    RETRY,
    HOLD,
    SEND_NOW,
    CRASH,
    TIME_PASSES
  }

  /// @param number chooses folder, size, how many, how long
  record Step(What what, int number) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(What.class), Arbitraries.integers().between(0, 15))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void nothingGoesBeforeWhatShould(@ForAll("steps") List<Step> steps) throws IOException {
    Path temp = Files.createTempDirectory("order");
    try (var world = new World(temp)) {
      for (Step step : steps) {
        world.apply(step);
      }
      world.claimAll();
    } finally {
      try (Stream<Path> files = Files.walk(temp)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /// A photo as the model has it; it goes before others of its group.
  private static final class Photo {
    private final long id;
    private final int folder;
    private final long size;
    private final Instant counts;
    private Optional<Integer> asked = Optional.empty();
    private Optional<Instant> tried = Optional.empty();
    private Instant due = Instant.MIN;
    private boolean waits = true;

    /// @param counts as taken then
    Photo(long id, int folder, long size, Instant counts) {
      this.id = id;
      this.folder = folder;
      this.size = size;
      this.counts = counts;
    }

    int group() {
      return asked.isPresent() ? 0 : tried.isEmpty() ? 1 : 2;
    }

    boolean goesBefore(Photo other) {
      return Stream.<Comparator<Photo>>of(
                  Comparator.comparing(p -> p.asked.orElse(0)),
                  Comparator.comparing(p -> p.tried.orElse(Instant.EPOCH)),
                  Comparator.comparing(
                      p -> p.tried.isPresent() ? 0 : -p.counts.getEpochSecond() / 10),
                  Comparator.comparing(p -> p.tried.isPresent() ? 0 : p.size),
                  Comparator.comparing(p -> p.id))
              .mapToInt(by -> by.compare(this, other))
              .filter(result -> result != 0)
              .findFirst()
              .orElse(0)
          < 0;
    }
  }

  private static final class World implements AutoCloseable {
    private final ManualClock clock = new ManualClock(START);
    private final Catalog catalog;
    private final List<HotFolder> folders;
    private final Map<Long, Photo> photos = new TreeMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private int asked;

    World(Path temp) throws IOException {
      int[] keys = new int[1];
      catalog = Catalog.open(temp.resolve("data"), clock, () -> "key-" + keys[0]++);
      folders =
          catalog.activate(
              List.of(
                  Files.createDirectory(temp.resolve("one")),
                  Files.createDirectory(temp.resolve("two"))));
    }

    void apply(Step step) {
      int number = step.number;
      switch (step.what) {
        case SHOOT -> add(number, clock.instant());
        case FIND_OLD -> add(number, START.minus(Duration.ofDays(number + 1)));
        case CLAIM -> claim(number % 5 + 1);
        case RETRY -> retry(number);
        case HOLD -> hold(number);
        case SEND_NOW -> sendNow(number);
        case CRASH -> crash();
        case TIME_PASSES -> clock.advance(Duration.ofSeconds(number)); // less than 15 min in all
      }
    }

    private void add(int number, Instant taken) {
      long id = photos.size() + 1L;
      HotFolder folder = folders.get(number % 2);
      long size = SIZES.get(number / 2 % SIZES.size());
      catalog
          .intake()
          .settled(
              List.of(
                  new ObservedFile(
                      new FileRef(folder, id + ".jpg"), new FileStamp(size, taken, ""))));
      Instant oldest = clock.instant().minus(Duration.ofHours(1));
      photos.put(id, new Photo(id, folder.id(), size, taken.isBefore(oldest) ? oldest : taken));
    }

    private List<Photo> claimable() {
      return photos.values().stream()
          .filter(p -> p.waits && !p.due.isAfter(clock.instant()))
          .toList();
    }

    private void claim(int limit) {
      List<Photo> before = claimable();
      List<Claim> now = catalog.outbox().claim(limit, Set.of(1, 2));
      assertThat(now).hasSize(Math.min(limit, before.size()));
      List<Photo> claimed = now.stream().map(claim -> of(claim)).toList();
      var left = new ArrayList<>(before);
      left.removeAll(claimed);
      claimed.forEach(photo -> check(photo, left));
      for (int i = 0; i < claimed.size(); i++) {
        check(claimed.get(i), claimed.subList(i + 1, claimed.size()));
      }
      claimed.forEach(photo -> checkTurns(photo, claimed, left));
      claimed.forEach(photo -> photo.waits = false);
      claims.addAll(now);
    }

    private static void check(Photo claimed, List<Photo> later) {
      for (Photo other : later) {
        boolean sameLine = claimed.group() == 0 || sameFolder(claimed, other);
        assertThat(other.group()).isGreaterThanOrEqualTo(claimed.group());
        assertThat(other.group() == claimed.group() && sameLine && other.goesBefore(claimed))
            .as("%d was claimed, %d goes before it", claimed.id, other.id)
            .isFalse();
      }
    }

    private static boolean sameFolder(Photo one, Photo other) {
      return one.folder == other.folder;
    }

    /// No folder has two more than another one that had more to give.
    private static void checkTurns(Photo photo, List<Photo> claimed, List<Photo> left) {
      for (Photo other : left) {
        if (other.group() == photo.group() && photo.group() > 0 && !sameFolder(photo, other)) {
          assertThat(count(claimed, photo)).isLessThanOrEqualTo(count(claimed, other) + 1);
        }
      }
    }

    private static long count(List<Photo> claimed, Photo like) {
      return claimed.stream()
          .filter(p -> p.folder == like.folder && p.group() == like.group())
          .count();
    }

    private Photo of(Claim claim) {
      return of(claim.id());
    }

    private Photo of(long id) {
      return Objects.requireNonNull(photos.get(id));
    }

    private Optional<Claim> aClaim(int number) {
      return claims.isEmpty()
          ? Optional.empty()
          : Optional.of(claims.remove(number % claims.size()));
    }

    private void retry(int number) {
      aClaim(number)
          .ifPresent(claim -> {
            Instant due = clock.instant().plusSeconds(number);
            assertThat(catalog.outbox().retry(claim, REASON, due)).isTrue();
            Photo photo = of(claim);
            photo.tried = photo.asked.isPresent() ? photo.tried : Optional.of(due);
            photo.due = due;
            photo.waits = true;
          });
    }

    private void hold(int number) {
      aClaim(number)
          .ifPresent(claim -> {
            Instant until = clock.instant().plusSeconds(number);
            assertThat(catalog.outbox().hold(claim, REASON, until)).isTrue();
            of(claim).due = until;
            of(claim).waits = true;
          });
    }

    private void sendNow(int number) {
      if (!photos.isEmpty()) {
        Photo photo = of(number % photos.size() + 1L);
        assertThat(catalog.outbox().sendNow(photo.id)).isEqualTo(photo.waits);
        if (photo.waits) {
          photo.asked = photo.asked.or(() -> Optional.of(asked++));
          photo.tried = Optional.empty();
          photo.due = Instant.MIN;
        }
      }
    }

    private void crash() {
      assertThat(catalog.outbox().recover(Set.of())).isEqualTo(claims.size());
      for (Claim claim : claims) {
        of(claim).waits = true;
        of(claim).due = Instant.MIN;
      }
      claims.clear();
    }

    /// In the end all go, each once, and in one folder in the order the list has them.
    void claimAll() {
      clock.advance(Duration.ofSeconds(20));
      claim(1); // what waited for its time joins the line
      List<Long> shown =
          catalog.lists().page(PhotoList.TRANSFERS, "", START, 0, 1000).stream()
              .filter(row -> row.state().equals(Optional.of(PhotoState.QUEUED)))
              .map(PhotoRow::id)
              .toList();
      assertThat(shown)
          .containsExactlyInAnyOrderElementsOf(claimable().stream().map(p -> p.id).toList());
      List<Photo> inOrder = shown.stream().map(id -> of(id)).toList();
      for (int i = 0; i < inOrder.size(); i++) {
        check(inOrder.get(i), inOrder.subList(i + 1, inOrder.size()));
      }
      while (!claimable().isEmpty()) {
        claim(5);
      }
    }

    @Override
    public void close() {
      catalog.close();
    }
  }
}
