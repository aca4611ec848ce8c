package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.testkit.DatabaseKind;

/// Answers that never came: the asker gave up before the commit, and the commit came.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class IntakeTest {

  @Parameter DatabaseKind kind = DatabaseKind.SQLITE;
  @TempDir private Path base;
  private final byte[] content = photo(1, 100);
  private Bench bench;

  @BeforeParameterizedClassInvocation
  static void needs(DatabaseKind kind) {
    kind.needs();
  }

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(base, Clock.systemUTC(), kind.server());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /// Asks to finish and gives up while the writer is busy; then the commit comes.
  private void giveUpOn(Upload upload) throws Exception {
    var free = new CountDownLatch(1);
    var busy =
        bench
            .database()
            .submit(session -> {
              try {
                free.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return 0;
            });
    var heard = new AtomicReference<Throwable>();
    Thread asking =
        Thread.ofPlatform()
            .start(() -> {
              try {
                bench.store().intake().finish(upload);
              } catch (Exception e) {
                heard.set(e);
              }
            });
    await()
        .until(() ->
            asking.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(asking.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("write")));
    asking.interrupt();
    asking.join();
    free.countDown();
    busy.get();
    assertThat(heard.get()).isInstanceOf(DatabaseException.class);
    await().until(() -> bench.store().photos().totals().photos() == 1);
  }

  @Test
  void askedAgainAfterACommitNobodyHeardOfThePhotoIsPlaced() throws Exception {
    Upload upload = bench.received("u1", "a.jpg", content);
    giveUpOn(upload);
    Finish again = bench.store().intake().finish(upload);
    assertThat(again)
        .isInstanceOfSatisfying(
            Finish.Kept.class,
            kept -> {
              assertThat(kept.duplicate()).isFalse();
              assertThat(kept.stored().hash())
                  .isEqualTo(upload.incoming().announced().orElseThrow());
            });
    await().until(() -> !bench.store().uploads().needsFile("u1"));
    assertThat(bench.stored("Hot/a.jpg")).hasBinaryContent(content);
    assertThat(bench.store().files().folder()).isEmptyDirectory();
  }

  @Test
  void givenUpAfterACommitNobodyHeardOfThePhotoIsKept() throws Exception {
    giveUpOn(bench.received("u1", "a.jpg", content));
    bench.store().drop("u1");
    bench.store().intake().redo();
    assertThat(bench.stored("Hot/a.jpg")).hasBinaryContent(content);
  }
}
