package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// Whatever happened to the catalog's file: it is kept, a new one takes its place, and what only
/// the old one knew comes back where that is certain.
class DamagedCatalogTest {
  private final Instant start = Instant.now(); // files get their times from the system
  private static final int PHOTOS = 300;
  private static final Reason ODD = Reason.of(Reason.Code.NOT_ACCEPTED, "415", "odd");

  @TempDir Path temp;

  private final ManualClock clock = new ManualClock(start);
  private Path data;
  private Path file;
  private int keys;

  /// A kind of damage.
  enum Damage {
    TEXT,
    EMPTY,
    MISSING,
    MISSING_WITH_LOG,
    DIRECTORY,
    TRUNCATED,
    MAGIC,
    WRITE_FORMAT,
    PAGE_SIZE,
    SCHEMA_FORMAT,
    VERSION_FLIPPED,
    VERSION_ZERO,
    FIRST_PAGE,
    MIDDLE_OF_TABLE,
    INDEX_PAGE,
    ZEROED_PAGES
  }

  @BeforeEach
  void prepare() throws IOException {
    data = temp.resolve("data");
    file = data.resolve(Catalog.FILE);
    Files.createDirectory(temp.resolve("hot"));
  }

  private Catalog open() throws IOException {
    return Catalog.open(data, clock, () -> "key-" + keys++);
  }

  private HotFolder folder(Catalog catalog) {
    return catalog.activate(List.of(temp.resolve("hot"))).getFirst();
  }

  private static ObservedFile observed(HotFolder folder, String path) {
    return new ObservedFile(
        new FileRef(folder, path), new FileStamp(10, Instant.parse("2026-11-22T09:00:00Z"), "1"));
  }

  /// Many delivered, one that failed, one dismissed, one under way, and a baseline.
  private void fill() throws IOException {
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

  private static void deliver(Catalog catalog, Claim claim) {
    var hash = HotFolders.hash(claim.file().ref().path().getBytes(StandardCharsets.UTF_8));
    var answer = catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, hash)), true).getFirst();
    if (answer instanceof AfterHash.Ready(Claim ready)) {
      catalog.outbox().accepted(ready, new Receipt(Optional.of(hash), Optional.empty()));
    }
  }

  private void flip(long at, int bytes) throws IOException {
    byte[] noise = new byte[bytes];
    new Random(at).nextBytes(noise);
    put(at, noise);
  }

  private void put(long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  /// The second leaf page of a table or an index: what came last lies behind it.
  private long page(String name) throws Exception {
    try (var sql = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows =
            sql.createStatement()
                .executeQuery(
                    "SELECT pageno FROM dbstat WHERE name = '"
                        + name
                        + "' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1")) {
      assertThat(rows.next()).as("a second page").isTrue();
      return (rows.getLong(1) - 1) * 4096;
    }
  }

  private void damage(Damage damage) throws Exception {
    switch (damage) {
      case TEXT -> Files.writeString(file, "Dear diary, today I took pictures. ".repeat(500));
      case EMPTY -> Files.write(file, new byte[0]);
      case MISSING -> Files.move(file, temp.resolve("lost.db"));
      case MISSING_WITH_LOG -> {
        Files.move(file, temp.resolve("lost.db"));
        Files.write(data.resolve("catalog.db-wal"), new byte[5000]);
      }
      case DIRECTORY -> {
        Files.move(file, temp.resolve("lost.db"));
        Files.writeString(Files.createDirectory(file).resolve("mine.txt"), "mine");
      }
      case TRUNCATED -> {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(Files.size(file) / 2);
        }
      }
      case MAGIC -> flip(3, 4);
      case WRITE_FORMAT -> put(18, new byte[] {9});
      case PAGE_SIZE -> put(16, new byte[] {0x33, 0x33});
      case SCHEMA_FORMAT -> put(44, new byte[] {0, 0, 0, 9});
      case VERSION_FLIPPED -> put(60, new byte[] {0x55});
      case VERSION_ZERO -> put(60, new byte[4]);
      case FIRST_PAGE -> flip(100, 200);
      case MIDDLE_OF_TABLE -> flip(page("photo"), 600);
      case INDEX_PAGE -> flip(page("photo_latest") + 2000, 1500);
      case ZEROED_PAGES -> put(8192, new byte[16384]);
    }
  }

  private static List<String> paths(Catalog catalog, PhotoState state) {
    return catalog.lists().inState(Optional.of(state), 10).stream()
        .map(row -> row.ref().path())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void everyDamageIsSetAsideAndTheBackupTakesItsPlace(Damage damage) throws Exception {
    fill();
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isEmpty();
      assertThat(catalog.care().backUp()).isTrue();
    }
    clock.advance(Duration.ofHours(5));
    damage(damage);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt().orElseThrow().backup()).isPresent();
      HotFolder folder = folder(catalog);
      assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(PHOTOS);
      assertThat(paths(catalog, PhotoState.FAILED)).containsExactly("failed.jpg");
      assertThat(paths(catalog, PhotoState.DISMISSED)).containsExactly("dismissed.jpg");
      assertThat(catalog.intake().news(List.of(observed(folder, "0000.jpg")))).isEmpty();
      assertThat(catalog.baseline().isTaken(folder)).isTrue();
      assertThat(catalog.baseline().without(List.of(observed(folder, "archive.jpg")))).isEmpty();
      catalog.outbox().recover(Set.of());
      assertThat(catalog.outbox().claim(10, Set.of(folder.id())))
          .singleElement()
          .satisfies(claim -> {
            assertThat(claim.uploadKey()).isEqualTo("key-" + (PHOTOS + 2));
            assertThat(claim.begun()).isTrue();
          });
      assertThat(catalog.care().backUp()).as("the old ones are all there is").isFalse();
    }
    keptAside(damage);
    try (Catalog again = open()) {
      assertThat(again.rebuilt()).isEmpty();
    }
  }

  private void keptAside(Damage damage) throws IOException {
    try (var files = Files.list(data)) {
      List<String> aside =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.startsWith("catalog.db.damaged-"))
              .toList();
      switch (damage) {
        case MISSING -> assertThat(aside).isEmpty();
        case MISSING_WITH_LOG -> assertThat(aside).singleElement().asString().endsWith("-wal");
        case DIRECTORY ->
            assertThat(data.resolve(aside.getFirst()).resolve("mine.txt")).hasContent("mine");
        default -> assertThat(aside).isNotEmpty();
      }
    }
    assertThat(data.resolve("catalog.db.new")).doesNotExist();
  }

  /// What can still be read of the damaged one itself.
  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"MIDDLE_OF_TABLE", "INDEX_PAGE"})
  void withoutABackupWhatCanBeReadComesBackAndNothingCountsAsDelivered(Damage damage)
      throws Exception {
    fill();
    damage(damage);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt().orElseThrow().backup()).isEmpty();
      HotFolder folder = folder(catalog);
      assertThat(catalog.lists().tally().delivered().photos()).isZero();
      assertThat(catalog.intake().news(List.of(observed(folder, "0000.jpg")))).hasSize(1);
      assertThat(catalog.baseline().isTaken(folder)).isTrue();
      assertThat(catalog.baseline().without(List.of(observed(folder, "archive.jpg")))).isEmpty();
      assertThat(paths(catalog, PhotoState.FAILED)).containsExactly("failed.jpg");
      assertThat(catalog.lists().inState(Optional.of(PhotoState.FAILED), 1))
          .extracting(PhotoRow::reason)
          .containsExactly(Optional.of(ODD));
      assertThat(paths(catalog, PhotoState.DISMISSED)).containsExactly("dismissed.jpg");
      assertThat(catalog.outbox().claim(10, Set.of(folder.id())))
          .singleElement()
          .satisfies(claim -> assertThat(claim.uploadKey()).isEqualTo("key-" + (PHOTOS + 2)));
    }
  }

  @Test
  void withNothingLeftOnlyNewGoesByTheTimeSinceWhenItMayHaveBeenChosen() throws Exception {
    fill();
    damage(Damage.TEXT);
    clock.advance(Duration.ofDays(3));
    Instant opened = clock.instant();
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      catalog.baseline().choose(folder, true);
      assertThat(catalog.baseline().open(folder).orElseThrow()).isBefore(opened.minusSeconds(3600));
      Path later = Files.createDirectory(temp.resolve("later"));
      HotFolder added = catalog.activate(List.of(folder.root(), later)).getLast();
      catalog.baseline().choose(added, true);
      assertThat(catalog.baseline().open(added))
          .hasValue(Instant.ofEpochMilli(opened.toEpochMilli()));
    }
  }

  @Test
  void aDamagedBackupIsPassedOverForAnOlderOne() throws Exception {
    fill();
    try (Catalog catalog = open()) {
      assertThat(catalog.care().backUp()).isTrue();
      clock.advance(Duration.ofDays(1));
      assertThat(catalog.care().backUp()).isTrue();
    }
    try (var backups = Files.list(data.resolve("backups"))) {
      Path newest = backups.sorted().toList().getLast();
      Files.write(newest, new byte[3000]);
    }
    damage(Damage.TEXT);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt().orElseThrow().backup())
          .hasValue(Instant.ofEpochMilli(start.toEpochMilli()));
      assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(PHOTOS);
    }
  }

  @Test
  void aStartThatWasKilledWhileItMadeTheCatalogAnewIsEndedByTheNext() throws Exception {
    fill();
    damage(Damage.INDEX_PAGE);
    Files.move(file, data.resolve("catalog.db.damaged-1"));
    Files.write(data.resolve("catalog.db.new"), new byte[100]);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isPresent();
      assertThat(paths(catalog, PhotoState.DISMISSED)).containsExactly("dismissed.jpg");
    }
  }

  @Test
  void damageInTheLogOnlyTakesBackTheLastSteps() throws Exception {
    fill();
    Path copy = temp.resolve("copy");
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      catalog.intake().settled(List.of(observed(folder, "last.jpg")));
      Files.createDirectory(copy);
      for (String part : List.of("", "-wal")) {
        Files.copy(data.resolve(Catalog.FILE + part), copy.resolve(Catalog.FILE + part));
      }
    }
    data = copy;
    file = copy.resolve("catalog.db-wal");
    flip(Files.size(file) / 2, 64);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isEmpty();
      assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(PHOTOS);
      HotFolder folder = folder(catalog);
      catalog.intake().settled(List.of(observed(folder, "last.jpg")));
      catalog.outbox().recover(Set.of());
      assertThat(catalog.outbox().claim(10, Set.of(folder.id()))).hasSize(2);
    }
  }

  @Test
  void whatANewerProgramWroteIsLeftAsItIs() throws Exception {
    fill();
    put(60, new byte[] {0, 0, 0, 99});
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open).isInstanceOf(Migrations.NewerSchema.class);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void whatAnotherProgramHoldsIsLeftAsItIs() throws Exception {
    fill();
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("BEGIN EXCLUSIVE");
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.fault()).isEqualTo(DatabaseException.Fault.LOCKED));
    }
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isEmpty();
    }
  }

  @Test
  void lookingIntoADamagedOneMendsNothing() throws Exception {
    fill();
    damage(Damage.EMPTY);
    assertThatThrownBy(() -> Catalog.look(data, clock))
        .isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.isDamage()).isTrue());
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noiseAnywhereIsNeverMoreThanASetAsideCatalog(long seed) throws Exception {
    fill();
    var random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      flip(random.nextLong(Files.size(file) - 200), 1 + random.nextInt(200));
    }
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      for (int i = 0; i < PHOTOS; i++) {
        catalog.intake().settled(List.of(observed(folder, "%04d.jpg".formatted(i))));
      }
      assertThat(catalog.lists().tally().of(PhotoState.QUEUED).photos()).isNotNegative();
    } catch (Migrations.NewerSchema e) {
      assertThat(file).exists();
    }
  }
}
