package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.shuttersend.cli.RootCommand;
import org.shuttersend.text.Texts;

class LastResortTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<Integer> exits = new CopyOnWriteArrayList<>();
  private final LastResort resort =
      new LastResort(
          new PrintStream(said, true, StandardCharsets.UTF_8),
          new Texts(Locale.ENGLISH, RootCommand.TEXTS),
          exits::add);

  private void die(Thread.Builder builder) {
    Thread thread =
        builder.unstarted(() -> {
          throw new OutOfMemoryError("Java heap space");
        });
    thread.setUncaughtExceptionHandler(resort);
    thread.start();
    await().until(() -> !thread.isAlive());
  }

  @Test
  void aProgramThatLostOneOfItsThreadsSaysSoAndEndsAsBroken() {
    die(Thread.ofPlatform().name("writer"));
    assertThat(exits).containsExactly(70);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("Shuttersend broke and ends, for it could only pretend to work.");
  }

  @Test
  void whatOthersGoOnWithIsOnlyLogged() {
    die(Thread.ofPlatform().daemon());
    die(Thread.ofVirtual());
    assertThat(exits).isEmpty();
    assertThat(said.size()).isZero();
  }
}
