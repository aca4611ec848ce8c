package org.shuttersend.ui.settings;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuttersend.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to the [SettingsDesk] and back: one thread for what is quick, a thread of its own for
/// the test of a server, so that a save never waits for a server that does not answer. Methods are
/// for the screen's thread, and so are the answers.
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int WAITING = 16;

  private final SettingsDesk desk;
  private final Executor screen;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("settings-commands").factory());

  private @Nullable Thread test;
  private boolean checking;
  private @Nullable Settings unchecked;

  Desk(SettingsDesk desk, Executor screen) {
    this.desk = desk;
    this.screen = screen;
  }

  interface Task<T> {
    T ask(SettingsDesk desk) throws SettingsDesk.NotSaved;
  }

  /// @param failed called instead of `done`, with a sentence, or without words
  <T> void run(Task<T> task, Consumer<T> done, Consumer<String> failed) {
    try {
      thread.execute(() -> carryOut(task, done, failed));
    } catch (RejectedExecutionException e) {
      LOG.warn("{} commands of the settings wait already", WAITING, e);
      failed.accept("");
    }
  }

  private <T> void carryOut(Task<T> task, Consumer<T> done, Consumer<String> failed) {
    try {
      T answer = task.ask(desk);
      screen.execute(() -> done.accept(answer));
    } catch (SettingsDesk.NotSaved e) {
      LOG.info("the settings were not saved: {}", e.sentence());
      screen.execute(() -> failed.accept(e.sentence()));
    } catch (RuntimeException e) {
      LOG.warn("a command of the settings failed", e);
      screen.execute(() -> failed.accept(String.valueOf(e.getMessage())));
    }
  }

  /// Has a draft looked at. While one is, the next wait, and of these the last alone is looked at:
  /// whoever types fast makes no queue.
  ///
  /// @param answer called with what was asked last only
  void check(Settings draft, Consumer<SettingsDesk.Problems> answer) {
    unchecked = draft;
    if (!checking) {
      checkNext(answer);
    }
  }

  private void checkNext(Consumer<SettingsDesk.Problems> answer) {
    Settings next = unchecked;
    if (next == null) {
      return;
    }
    unchecked = null;
    checking = true;
    run(
        desk -> desk.check(next),
        problems -> {
          checking = false;
          if (unchecked == null) {
            answer.accept(problems);
          }
          checkNext(answer);
        },
        _ -> {
          checking = false;
          checkNext(answer);
        });
  }

  /// Breaks off the test before it.
  void test(Task<Finding> task, Consumer<Finding> done) {
    stopTest();
    test =
        Thread.ofVirtual().name("settings-server-test").start(() -> carryOut(task, done, _ -> {}));
  }

  /// An interrupt closes the socket a virtual thread waits for.
  void stopTest() {
    if (test != null) {
      test.interrupt();
      test = null;
    }
  }
}
