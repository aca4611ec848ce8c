package org.shuttersend.app;

import java.io.PrintStream;
import java.util.function.IntConsumer;
import org.shuttersend.cli.Exit;
import org.shuttersend.text.Texts;
import org.shuttersend.thread.WorkLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens when a thread dies of something nobody foresaw and nobody could mend. A program
/// that goes on without one of its rooms would only pretend to watch, so it says so and ends. What
/// a daemon does, or a virtual thread, somebody else goes on with: that is only logged.
final class LastResort implements Thread.UncaughtExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(LastResort.class);

  private final PrintStream err;
  private final String sentence;
  private final IntConsumer exit;

  /// @param exit ends the program with a code
  LastResort(PrintStream err, Texts texts, IntConsumer exit) {
    this.err = err;
    this.sentence = texts.get("broken"); // now: there may be no memory then
    this.exit = exit;
  }

  /// Ends in order, bounded in time, and where there is not even memory for that, at once. No photo
  /// is lost either way.
  static void end(int code) {
    try {
      System.exit(code);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    boolean fatal = cause instanceof WorkLost || !thread.isDaemon();
    try {
      log.error("{} died{}", thread.getName(), fatal ? ", and the program ends" : "", cause);
      if (fatal) {
        err.println(sentence);
      }
    } finally {
      if (fatal) {
        exit.accept(Exit.BROKEN);
      }
    }
  }
}
