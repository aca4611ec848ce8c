package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.Rig;
import org.shuttersend.wire.JobView;

/// The receiver's store without its server.
public final class Bench implements AutoCloseable {
  static final String OWNER = "studio";

  private final Path base;
  private final Clock clock;
  private final Database database;
  private final Signal work = new Signal(1);
  private final Store store;

  public Bench(Path base, Clock clock) throws IOException, SQLException {
    this(base, clock, Optional.empty());
  }

  /// @param server where the database is; without, it is a file
  public Bench(Path base, Clock clock, Optional<PostgresServer> server) throws IOException {
    this(base, clock, server, "node", 1000);
  }

  Bench(Path base, Clock clock, Optional<PostgresServer> server, String node, int capacity)
      throws IOException {
    this.base = base;
    this.clock = clock;
    this.database = database(base, server);
    var changes = new Signal(1);
    var files = new UploadFiles(base.resolve("uploads"));
    var photos = new PhotoBook(database);
    assertThat(photos.instance()).isNotEmpty();
    var intake = new Intake(database, files, base.resolve("into"), clock, capacity, changes, work);
    this.store =
        new Store(
            new UploadBook(database),
            files,
            photos,
            new JobBook(database, capacity, 1),
            new Leases(database, clock, intake.into(), changes, node),
            new ChangeBook(database),
            intake,
            new Holds(database.locks()));
    intake.start();
  }

  static Database database(Path base, Optional<PostgresServer> server) throws IOException {
    var migrations = Store.SCHEMA;
    return server.isPresent()
        ? Database.open(server.get(), migrations, "test-writer")
        : Database.open(base.resolve("r.db"), migrations, "test-writer");
  }

  public Store store() {
    return store;
  }

  public Database database() {
    return database;
  }

  public Signal work() {
    return work;
  }

  /// Where a photo lies, by its path below its owner's folder.
  public Path stored(String path) {
    return base.resolve("into").resolve(OWNER).resolve(path);
  }

  static Upload upload(String id, String name, byte[] content, Instant at) {
    var incoming =
        new Incoming(
            OWNER,
            Optional.of("key-" + id),
            content.length,
            Optional.of(new ContentHash(Rig.sha256(content))),
            PhotoPath.of(Optional.of("Hot"), Optional.of(name), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "");
    return new Upload(id, incoming, at, Optional.empty());
  }

  /// An open upload with all its bytes.
  Upload received(String id, String name, byte[] content) throws IOException {
    Files.write(store.files().file(id), content);
    Upload upload = upload(id, name, content, clock.instant());
    store.uploads().keep(upload);
    return upload;
  }

  /// A photo in its place, its job waiting.
  public Stored keep(String id, String name, byte[] content) throws IOException {
    Finish finish = store.intake().finish(received(id, name, content));
    return ((Finish.Kept) finish).stored();
  }

  public JobView job(Stored stored) {
    return store.jobs().view(OWNER, stored.jobId()).orElseThrow();
  }

  @Override
  public void close() {
    store.intake().close();
    database.close();
  }
}
