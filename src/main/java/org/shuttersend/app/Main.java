package org.shuttersend.app;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.shuttersend.cli.RootCommand;
import org.shuttersend.cli.Surroundings;
import org.shuttersend.settings.Places;
import org.shuttersend.text.Texts;

/// Starts the program. Does not extend `Application`: the toolkit is loaded only where a window is
/// wanted.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var logging = Logging.toTerminal(Level.WARN);
    var surroundings =
        new Surroundings(
            System.out,
            System.err,
            new Texts(Locale.getDefault(), RootCommand.TEXTS),
            Clock.system(ZoneId.systemDefault()),
            new Places(),
            System.getenv());
    Thread.setDefaultUncaughtExceptionHandler(
        new LastResort(System.err, surroundings.texts(), LastResort::end));
    var programs = new RealPrograms(surroundings, logging);
    System.exit(RootCommand.run(programs, surroundings, Version.current(), args));
  }
}
