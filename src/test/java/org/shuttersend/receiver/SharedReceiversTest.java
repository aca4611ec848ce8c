package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.testkit.DatabaseKind;
import org.shuttersend.testkit.Postgres;

/// Two receivers on one database and one folder: a sender may talk to either. Only the second one
/// has workers.
class SharedReceiversTest {
  @TempDir private Path base;
  private Rig first;
  private Rig second;

  @BeforeAll
  static void needs() {
    DatabaseKind.POSTGRES.needs();
  }

  @BeforeEach
  void start() throws Exception {
    Optional<PostgresServer> server = Optional.of(Postgres.running().database());
    first = new Rig(base, "first", Clock.systemUTC(), 0, 1000, server);
    second = new Rig(base, "second", Clock.systemUTC(), 1, 1000, server);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void anUploadBegunAtOneGoesOnAtTheOther() throws Exception {
    byte[] content = photo(1, 1000);
    String location = header(first.create("k1", "a.jpg", content), "Location");
    assertThat(first.patch(location, 0, Arrays.copyOf(content, 400)).statusCode()).isEqualTo(204);
    assertThat(header(second.head(location), "Upload-Offset")).isEqualTo("400");
    byte[] rest = Arrays.copyOfRange(content, 400, 1000);
    HttpResponse<String> done = second.patch(location, 400, rest);
    assertThat(done.statusCode()).isEqualTo(204);
    assertThat(header(first.head(location), "Shuttersend-Job"))
        .isEqualTo(header(done, "Shuttersend-Job"));
    assertThat(header(first.upload("k1", "a.jpg", content), "Shuttersend-Job"))
        .isEqualTo(header(done, "Shuttersend-Job"));
    assertThat(first.stored("a.jpg")).hasBinaryContent(content);
  }

  @Test
  void aListenerAtOneHearsOfWhatIsDoneAtTheOther() throws Exception {
    var lines = new CopyOnWriteArrayList<String>();
    Thread.ofVirtual()
        .start(() -> {
          try (Stream<String> body =
              first
                  .client()
                  .send(first.request("/api/events").build(), BodyHandlers.ofLines())
                  .body()) {
            body.forEach(lines::add);
          } catch (Exception e) {
            lines.add(String.valueOf(e));
          }
        });
    await().until(() -> lines.contains("event: queue"));
    String job = header(first.upload("k1", "a.jpg", photo(1, 100)), "Shuttersend-Job");
    await()
        .until(() ->
            lines.stream().anyMatch(l -> l.contains(job) && l.contains("\"state\":\"done\"")));
    assertThat(first.queue().totalProcessed()).isEqualTo(1);
  }

  @Test
  void whileTheDatabaseIsAwayRequestsAreAskedToComeLaterAndThenAllGoesOn() throws Exception {
    String kept = header(first.upload("k1", "a.jpg", photo(1, 100)), "Shuttersend-Job");
    Postgres.running().crash();
    HttpResponse<String> away = first.upload("k2", "b.jpg", photo(2, 100));
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("database is away, try again later", "database_away");
    assertThat(header(away, "Retry-After")).isEqualTo("5");
    Postgres.running().startAgain();
    await().until(() -> first.upload("k2", "b.jpg", photo(2, 100)).statusCode() == 201);
    await().until(() -> first.upload("k1", "a.jpg", photo(1, 100)).statusCode() == 201);
    assertThat(header(first.upload("k1", "a.jpg", photo(1, 100)), "Shuttersend-Job"))
        .isEqualTo(kept);
    await().ignoreExceptions().until(() -> second.queue().totalProcessed() == 2);
    assertThat(first.files()).containsExactly("Hot/a.jpg", "Hot/b.jpg");
  }
}
