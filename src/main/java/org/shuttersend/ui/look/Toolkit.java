package org.shuttersend.ui.look;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts JavaFX when the first window is wanted, and not before: without it the program needs less
/// than half of the memory.
public final class Toolkit {
  private static final Logger log = LoggerFactory.getLogger(Toolkit.class);
  private static final long START_SECONDS = 30;

  private Toolkit() {}

  /// Whether starting can succeed, as far as can be told without trying.
  public static boolean displayAvailable() {
    boolean isLinux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    return !isLinux
        || "Headless".equalsIgnoreCase(System.getProperty("glass.platform"))
        || environment("DISPLAY").isPresent()
        || environment("WAYLAND_DISPLAY").isPresent();
  }

  /// Returns when the toolkit runs; does nothing where it runs already. Windows may come and go
  /// until [#stop]. Any thread but the screen's.
  ///
  /// @throws NoDisplayException if there is no display, or it does not answer
  public static void start() {
    if (!displayAvailable()) {
      throw new NoDisplayException("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }
    var running = new CountDownLatch(1);
    try {
      Platform.startup(running::countDown);
    } catch (IllegalStateException alreadyStarted) {
      runAgain(running);
    } catch (UnsupportedOperationException | LinkageError e) {
      throw new NoDisplayException("the display cannot be used: " + e.getMessage(), e);
    }
    await(running);
    Platform.runLater(Toolkit::surviveFaults);
    Platform.setImplicitExit(false);
  }

  /// The screen's thread goes on after a fault in what it showed: the program need not end for it.
  private static void surviveFaults() {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, fault) -> log.error("A fault on {}", thread.getName(), fault));
  }

  /// Ends the toolkit for good: it cannot be started a second time in one process.
  public static void stop() {
    Platform.exit();
  }

  private static void runAgain(CountDownLatch running) {
    try {
      Platform.runLater(running::countDown);
    } catch (IllegalStateException e) {
      throw new NoDisplayException("the toolkit was stopped, or never started", e);
    }
  }

  private static void await(CountDownLatch running) {
    try {
      if (!running.await(START_SECONDS, TimeUnit.SECONDS)) {
        throw new NoDisplayException("the display did not answer in " + START_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoDisplayException("interrupted while the toolkit started", e);
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
