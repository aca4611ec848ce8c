package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuttersend.database.Database;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.Rig;
import org.shuttersend.testkit.DatabaseKind;

/// The states a kill leaves behind, made step by step as [Intake] goes, and what the next start
/// makes of them.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CrashTest {
  private static final String OWNER = Bench.OWNER;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Parameter DatabaseKind kind = DatabaseKind.SQLITE;
  @TempDir private Path base;
  private Database database;
  private UploadFiles files;
  private Shelf shelf;

  @BeforeParameterizedClassInvocation
  static void needs(DatabaseKind kind) {
    kind.needs();
  }

  @BeforeEach
  void open() throws Exception {
    database = Bench.database(base, kind.server());
    files = new UploadFiles(base.resolve("uploads"));
    shelf = new Shelf(base.resolve("into"));
    assertThat(new PhotoBook(database).instance()).isNotEmpty();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Upload received(String id, String name, byte[] content) throws IOException {
    Files.write(files.file(id), content);
    Upload upload = Bench.upload(id, name, content, NOW);
    new UploadBook(database).keep(upload);
    return upload;
  }

  /// Everything up to the commit, nothing after.
  private Placement accepted(Upload upload) throws IOException {
    String path = shelf.resolve(OWNER + "/" + upload.incoming().path().value());
    var acceptance =
        new Acceptance(
            upload,
            files.file(upload.id()),
            upload.incoming().announced().orElseThrow(),
            path,
            shelf.versionOf(path, NOW, new PhotoBook(database)::hasPath),
            NOW,
            1000,
            NOW);
    return database.write(acceptance::in).placement().orElseThrow();
  }

  private Intake nextStart() throws IOException {
    var intake =
        new Intake(
            database, files, base.resolve("into"), CLOCK, 1000, new Signal(1), new Signal(1));
    intake.start();
    return intake;
  }

  private void assertStored(byte[]... contents) throws IOException {
    List<String> paths =
        database.read(session ->
            session.list(
                "SELECT path FROM photos p JOIN jobs j ON j.photo_id = p.id ORDER BY j.ticket",
                row -> row.getString(1)));
    assertThat(paths).hasSize(contents.length);
    for (int i = 0; i < contents.length; i++) {
      assertThat(shelf.at(paths.get(i))).hasBinaryContent(contents[i]);
    }
    try (Stream<Path> all = Files.walk(base.resolve("into"))) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(contents.length);
    }
    assertThat(files.folder()).isEmptyDirectory();
    assertThat(database.<Long>read(s -> s.number("SELECT count(*) FROM placements"))).isZero();
  }

  @Test
  void killedBeforeTheCommitTheUploadIsFinishedWhenAskedAgain() throws Exception {
    byte[] content = Rig.photo(1, 100);
    Upload upload = received("u1", "a.jpg", content);
    try (Intake intake = nextStart()) {
      assertThat(intake.finish(upload)).isInstanceOf(Finish.Kept.class);
    }
    assertStored(content);
  }

  @Test
  void killedAfterTheCommitTheMoveIsDoneAndTheReceiptStays() throws Exception {
    byte[] content = Rig.photo(1, 100);
    Upload upload = received("u1", "a.jpg", content);
    String photo = accepted(upload).photoId();
    nextStart().close();
    assertStored(content);
    Upload after = new UploadBook(database).byKey(OWNER, "key-u1").orElseThrow();
    assertThat(after.stored().orElseThrow().photoId()).isEqualTo(photo);
  }

  @Test
  void killedAfterTheMoveNothingIsDoneTwice() throws Exception {
    byte[] content = Rig.photo(1, 100);
    Placement placement = accepted(received("u1", "a.jpg", content));
    shelf.put(placement, files.file("u1"), NOW);
    nextStart().close();
    assertStored(content);
  }

  @Test
  void killedBetweenSettingAsideAndTheMoveBothVersionsAreThere() throws Exception {
    byte[] old = Rig.photo(1, 100);
    byte[] fresh = Rig.photo(2, 100);
    shelf.put(accepted(received("u1", "a.jpg", old)), files.file("u1"), NOW);
    Placement placement = accepted(received("u2", "a.jpg", fresh));
    Path version = shelf.at(placement.displaced());
    Files.createDirectories(version.getParent());
    Files.move(shelf.at(placement.path()), version);
    nextStart().close();
    assertStored(old, fresh);
  }

  @Test
  void movesThatAPowerCutUndidAreDoneAgainInOrder() throws Exception {
    byte[][] contents = {Rig.photo(1, 100), Rig.photo(2, 100), Rig.photo(3, 100)};
    for (int i = 0; i < contents.length; i++) {
      Placement placement = accepted(received("u" + i, "a.jpg", contents[i]));
      assertThat(placement.path()).isEqualTo("studio/Hot/a.jpg");
    }
    nextStart().close();
    assertStored(contents);
  }

  @Test
  void aPlacementReadBeforeANewerPhotoSentItElsewhereGoesWhereItIsSentNow() throws Exception {
    byte[] old = Rig.photo(1, 100);
    byte[] fresh = Rig.photo(2, 100);
    var photos = new PhotoBook(database);
    try (var placements =
        new Placements(
            database,
            photos,
            files,
            shelf,
            new PathLocks(database.locks()),
            CLOCK,
            new Signal(1))) {
      placements.start();
      Placement stale = accepted(received("u1", "a.jpg", old));
      Placement newer = accepted(received("u2", "a.jpg", fresh));
      shelf.put(newer, files.file("u2"), NOW);
      placements.moved(stale);
      placements.moved(newer);
      await()
          .until(() -> database.<Long>read(s -> s.number("SELECT count(*) FROM placements")) == 0);
    }
    assertThat(shelf.at("studio/Hot/a.jpg")).hasBinaryContent(fresh);
    assertStored(old, fresh);
  }

  /// A and B came to one path, and A again: what [Returns] writes down, and nothing after.
  private Placement returning(byte[] first) throws IOException {
    String path = "studio/Hot/a.jpg";
    String displaced = shelf.versionOf(path, NOW, new PhotoBook(database)::hasPath);
    return database.write(session -> {
      String sql = "SELECT id, path FROM photos WHERE sha256 = ?";
      String hash = Rig.sha256(first);
      String photo = session.first(sql, row -> row.getString(1), hash).orElseThrow();
      String version = session.first(sql, row -> row.getString(2), hash).orElseThrow();
      Acceptance.displace(session, path, displaced, photo);
      session.update("UPDATE photos SET path = ? WHERE id = ?", path, photo);
      return Placement.add(
          session, photo, version, path, displaced, new ContentHash(hash), first.length);
    });
  }

  @Test
  void killedAtAnyMomentOfAReturnTheOlderVersionHasItsPlaceAgain() throws Exception {
    byte[] first = Rig.photo(1, 100);
    byte[] second = Rig.photo(2, 100);
    try (Intake intake = nextStart()) {
      intake.finish(received("u1", "a.jpg", first));
      intake.finish(received("u2", "a.jpg", second));
    }
    for (int moment = 0; moment < 3; moment++) {
      byte[] back = moment % 2 == 0 ? first : second;
      byte[] other = moment % 2 == 0 ? second : first;
      Placement placement = returning(back);
      if (moment == 1) {
        Files.move(shelf.at(placement.path()), shelf.at(placement.displaced()));
      } else if (moment == 2) {
        shelf.put(placement, placement.from(files, shelf), NOW);
      }
      nextStart().close();
      assertThat(shelf.at("studio/Hot/a.jpg")).hasBinaryContent(back);
      assertThat(shelf.at(placement.displaced())).hasBinaryContent(other);
      assertStored(first, second);
    }
  }

  @Test
  void aReturnWrittenDownBeforeTheNewerPhotoWasMovedEndsTheSame() throws Exception {
    byte[] first = Rig.photo(1, 100);
    byte[] second = Rig.photo(2, 100);
    try (Intake intake = nextStart()) {
      intake.finish(received("u1", "a.jpg", first));
    }
    accepted(received("u2", "a.jpg", second));
    returning(first);
    nextStart().close();
    assertThat(shelf.at("studio/Hot/a.jpg")).hasBinaryContent(first);
    assertStored(first, second);
  }

  @Test
  void aPlaceThatIsTakenByAFolderMeanwhileIsChosenAnew() throws Exception {
    byte[] content = Rig.photo(1, 100);
    accepted(received("u1", "a.jpg", content));
    Files.createDirectory(shelf.at("studio/Hot/a.jpg"));
    nextStart().close();
    assertStored(content);
    assertThat(shelf.at("studio/Hot/a (2).jpg")).exists();
  }

  @Test
  void aFileThatIsAlreadyTheSameIsNotKeptTwice() throws Exception {
    byte[] content = Rig.photo(1, 100);
    Files.createDirectories(shelf.at("studio/Hot"));
    Files.write(shelf.at("studio/Hot/a.jpg"), content);
    try (Intake intake = nextStart()) {
      intake.finish(received("u1", "a.jpg", content));
    }
    assertStored(content);
  }
}
