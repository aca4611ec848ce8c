package org.shuttersend.ui.main;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "window-commands": carries out what the user asked for, one after the other, so that
/// neither the screen nor the feed waits for it.
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
  private static final int WAITING = 64;

  private final MainActions actions;
  private final Executor screen;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("window-commands").factory());

  Commands(MainActions actions, Executor screen) {
    this.actions = actions;
    this.screen = screen;
  }

  /// @param done called on the screen's thread
  /// @param failed called instead, with what to tell the user
  void run(Consumer<MainActions> command, Runnable done, Consumer<String> failed) {
    try {
      thread.execute(() -> carryOut(command, done, failed));
    } catch (RejectedExecutionException e) {
      LOG.warn("{} commands wait already, or the window is closing", WAITING, e);
      failed.accept("");
    }
  }

  void stop() {
    thread.shutdown();
  }

  private void carryOut(Consumer<MainActions> command, Runnable done, Consumer<String> failed) {
    try {
      command.accept(actions);
      screen.execute(done);
    } catch (RuntimeException e) {
      LOG.warn("a command of the window failed", e);
      screen.execute(() -> failed.accept(String.valueOf(e.getMessage())));
    }
  }
}
