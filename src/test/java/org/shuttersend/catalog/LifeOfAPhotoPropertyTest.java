package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.shuttersend.model.Disk;
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

/// Whatever happens to the versions of one file, in whatever order: the catalog's rows are those of
/// a model that fits on one page.
class LifeOfAPhotoPropertyTest {
  private static final Reason REASON = Reason.of(Reason.Code.CONNECTION_LOST, "x");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  enum What {
    NEW_VERSION,
    VANISH,
    CLAIM,
    CLAIM_AND_HASH,
    RETRY,
    HOLD,
    FAIL,
    GONE,
    SUPERSEDED,
    ACCEPTED,
    ACCEPTED_WITHOUT_JOB,
    ALREADY_THERE,
    JOB_DONE,
    JOB_FAILED,
    JOB_UNKNOWN,
    SEND_AGAIN,
    DISMISS,
    CRASH,
    OTHER_SERVER
  }

  @Provide
  Arbitrary<List<What>> steps() {
    return Arbitraries.of(What.class).list().ofMaxSize(50);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void theCatalogIsWhatTheModelSays(@ForAll("steps") List<What> steps) throws IOException {
    Path temp = Files.createTempDirectory("life");
    try (var world = new World(temp)) {
      for (What step : steps) {
        world.apply(step);
        assertThat(world.rows()).as("after %s of %s", step, steps).isEqualTo(world.model());
      }
    } finally {
      try (Stream<Path> files = Files.walk(temp)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /// A version of the file, as it should be.
  private static final class Version {
    private final long id;
    private PhotoState state = PhotoState.QUEUED;
    private boolean latest = true;

    Version(long id) {
      this.id = id;
    }

    boolean is(PhotoState... any) {
      return List.of(any).contains(state);
    }

    /// Out of the sender's hands; one that was replaced has nothing to wait for.
    void leave(PhotoState to) {
      state = latest ? to : PhotoState.SUPERSEDED;
    }
  }

  private static final class World implements AutoCloseable {
    private final Catalog catalog;
    private final HotFolder folder;
    private final List<Version> versions = new ArrayList<>();
    private Optional<Claim> claim = Optional.empty();
    private int servers;

    World(Path temp) {
      try {
        int[] keys = new int[1];
        catalog =
            Catalog.open(temp.resolve("data"), new ManualClock(NOW), () -> "key-" + keys[0]++);
        folder = catalog.activate(List.of(Files.createDirectory(temp.resolve("hot")))).getFirst();
        catalog.target("http://studio", Optional.of("0"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Map<Long, PhotoState> rows() {
      return catalog.lists().inState(Optional.empty(), Lists.PAGE_LIMIT).stream()
          .collect(
              Collectors.toMap(
                  PhotoRow::id, row -> row.state().orElseThrow(), (a, _) -> a, TreeMap::new));
    }

    Map<Long, PhotoState> model() {
      return versions.stream()
          .collect(Collectors.toMap(v -> v.id, v -> v.state, (a, _) -> a, TreeMap::new));
    }

    void apply(What what) {
      switch (what) {
        case NEW_VERSION -> newVersion();
        case VANISH -> vanish();
        case CLAIM -> claim();
        case CLAIM_AND_HASH -> {
          claim();
          hash();
        }
        case RETRY ->
            left(claim.filter(c -> catalog.outbox().retry(c, REASON, NOW)), PhotoState.QUEUED);
        case HOLD ->
            left(claim.filter(c -> catalog.outbox().hold(c, REASON, NOW)), PhotoState.HELD);
        case FAIL ->
            left(
                claim.filter(c -> catalog.outbox().fail(c, REASON, Optional.empty())),
                PhotoState.FAILED);
        case GONE -> left(claim.filter(catalog.outbox()::gone), PhotoState.GONE);
        case SUPERSEDED -> left(claim.filter(catalog.outbox()::superseded), PhotoState.SUPERSEDED);
        case ACCEPTED -> accept(PhotoState.ACCEPTED, true);
        case ACCEPTED_WITHOUT_JOB -> accept(PhotoState.PROCESSED, false);
        case ALREADY_THERE -> alreadyThere();
        case JOB_DONE -> job(JobState.DONE, PhotoState.PROCESSED);
        case JOB_FAILED -> job(JobState.FAILED, PhotoState.REFUSED);
        case JOB_UNKNOWN -> unknown();
        case SEND_AGAIN -> sendAgain();
        case DISMISS -> dismiss();
        case CRASH -> crash();
        case OTHER_SERVER -> otherServer();
      }
    }

    private void newVersion() {
      long id = versions.size() + 1L;
      var stamp = new FileStamp(10 + id, NOW.plusSeconds(id), "");
      assertThat(
              catalog
                  .intake()
                  .settled(List.of(new ObservedFile(new FileRef(folder, "a.jpg"), stamp))))
          .isEqualTo(1);
      for (Version old : versions) {
        if (old.latest
            && old.is(
                PhotoState.QUEUED, PhotoState.HELD, PhotoState.FAILED, PhotoState.DISMISSED)) {
          old.state = PhotoState.SUPERSEDED;
        }
        old.latest = false;
      }
      versions.add(new Version(id));
    }

    private void vanish() {
      catalog.intake().gone(new FileRef(folder, "a.jpg"), Disk.UNKNOWN);
      versions.stream()
          .filter(v -> v.latest && v.is(PhotoState.QUEUED, PhotoState.HELD, PhotoState.FAILED))
          .forEach(v -> v.state = PhotoState.GONE);
    }

    private void claim() {
      List<Claim> claims = catalog.outbox().claim(5, Set.of(folder.id()));
      boolean busy = versions.stream().anyMatch(v -> v.is(PhotoState.SENDING));
      List<Version> due =
          versions.stream()
              .filter(v -> v.latest && v.is(PhotoState.QUEUED, PhotoState.HELD) && !busy)
              .toList();
      assertThat(claims).extracting(Claim::id).isEqualTo(due.stream().map(v -> v.id).toList());
      due.forEach(v -> v.state = PhotoState.SENDING);
      claim = claims.isEmpty() ? claim : Optional.of(claims.getFirst());
    }

    private void hash() {
      if (claim.isPresent() && of(claim.get()).is(PhotoState.SENDING)) {
        var hash = HotFolders.hash(new byte[] {(byte) claim.get().id()});
        var hashed = new Outbox.Hashed(claim.get(), claim.get().hash().orElse(hash));
        if (catalog.outbox().hashed(List.of(hashed), true).getFirst()
            instanceof AfterHash.Ready(Claim ready)) {
          claim = Optional.of(ready);
        }
      }
    }

    private Version of(Claim of) {
      return versions.get((int) of.id() - 1);
    }

    /// A mark with a claim that holds takes the photo out of the sender's hands; any other does
    /// nothing.
    private void left(Optional<Claim> marked, PhotoState to) {
      boolean held = claim.isPresent() && of(claim.get()).is(PhotoState.SENDING);
      assertThat(marked.isPresent()).isEqualTo(held);
      marked.ifPresent(c -> of(c).leave(to));
      claim = Optional.empty();
    }

    private void accept(PhotoState to, boolean withJob) {
      hash();
      Optional<Claim> hashed = claim.filter(c -> c.hash().isPresent());
      Optional<String> job =
          hashed.filter(_ -> withJob).map(c -> "job-" + c.id() + "-" + c.version());
      Optional<Claim> marked =
          hashed.filter(c -> catalog.outbox().accepted(c, new Receipt(c.hash(), job)));
      assertThat(marked.isPresent())
          .isEqualTo(hashed.isPresent() && of(hashed.get()).is(PhotoState.SENDING));
      marked.ifPresent(c -> of(c).state = to);
      claim = Optional.empty();
    }

    private void alreadyThere() {
      hash();
      claim
          .filter(c -> c.hash().isPresent())
          .filter(
              c -> catalog.outbox().alreadyThere(c, new Receipt(c.hash(), Optional.empty()), true))
          .ifPresent(c -> of(c).state = PhotoState.DUPLICATE);
      claim = Optional.empty();
    }

    private List<String> jobs() {
      return catalog.jobs().silentSince(NOW, 100);
    }

    private void job(JobState end, PhotoState to) {
      catalog
          .jobs()
          .changed(jobs().stream().map(j -> new JobChange(j, end, 1, Optional.of("why"))).toList());
      versions.stream().filter(v -> v.is(PhotoState.ACCEPTED)).forEach(v -> v.state = to);
    }

    private void unknown() {
      jobs().forEach(catalog.jobs()::unknown);
      versions.stream()
          .filter(v -> v.is(PhotoState.ACCEPTED))
          .forEach(v -> v.leave(PhotoState.QUEUED));
    }

    private void sendAgain() {
      for (Version v : versions) {
        boolean may =
            v.latest
                && v.is(
                    PhotoState.QUEUED,
                    PhotoState.HELD,
                    PhotoState.FAILED,
                    PhotoState.REFUSED,
                    PhotoState.DISMISSED);
        assertThat(catalog.outbox().sendNow(v.id)).isEqualTo(may);
        v.state = may ? PhotoState.QUEUED : v.state;
      }
    }

    private void dismiss() {
      for (Version v : versions) {
        boolean may = v.is(PhotoState.FAILED, PhotoState.REFUSED);
        assertThat(catalog.outbox().dismiss(v.id)).isEqualTo(may);
        v.state = may ? PhotoState.DISMISSED : v.state;
      }
    }

    private void crash() {
      catalog.outbox().recover(Set.of());
      versions.stream()
          .filter(v -> v.is(PhotoState.SENDING))
          .forEach(v -> v.leave(PhotoState.QUEUED));
    }

    private void otherServer() {
      catalog.target("http://studio", Optional.of("" + ++servers));
      // What the one before says of photos on their way to it is not believed any more.
      claim.ifPresent(c -> assertThat(catalog.outbox().superseded(c)).isFalse());
      claim = Optional.empty();
      for (Version v : versions) {
        if (v.is(PhotoState.ACCEPTED, PhotoState.PROCESSED, PhotoState.DUPLICATE)
            || (v.latest && v.is(PhotoState.REFUSED))) {
          v.leave(PhotoState.QUEUED);
        }
      }
    }

    @Override
    public void close() {
      catalog.close();
    }
  }
}
