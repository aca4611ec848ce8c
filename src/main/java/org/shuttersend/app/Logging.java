package org.shuttersend.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Where log lines go: important ones to the terminal's error stream, all that tell a story to a
/// bounded file.
final class Logging {
  /// Names come from strangers: none may begin a line of its own or tell the terminal what to do.
  private static final String MESSAGE = "%replace(%msg){'[\\p{Cc}]', '\uFFFD'}%n";

  private static final String EXCEPTION = "%replace(%ex){'[\\p{Cc}&&[^\\n\\t]]', '\uFFFD'}";
  private static final String SHORT_PATTERN = MESSAGE + EXCEPTION + "%nopex";
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: " + SHORT_PATTERN;
  private static final String CATALOG = "org.shuttersend.database.Database.catalog-writer";
  private static final int FILES = 4;
  private static final long FILE_BYTES = 5L * 1024 * 1024;

  /// JavaFX warns on every start that it runs from the class path, which it does well. Kept, since
  /// the JDK's loggers are forgotten otherwise.
  private static final java.util.logging.Logger JAVAFX =
      java.util.logging.Logger.getLogger("javafx");

  private final LoggerContext context;
  private final Logger root;

  /// By the thread that starts a program.
  private Optional<RollingFileAppender<ILoggingEvent>> file = Optional.empty();

  private Logging(LoggerContext context) {
    this.context = context;
    this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /// Before anything else runs: only what is important, to the terminal.
  static Logging toTerminal(Level least) {
    var logging = new Logging((LoggerContext) LoggerFactory.getILoggerFactory());
    logging.context.reset();
    JAVAFX.setLevel(java.util.logging.Level.SEVERE);
    logging.root.setLevel(Level.INFO);
    logging.context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    // A pattern that is none is told to whoever typed it; this would tell it with a stack trace.
    logging.context.getLogger("org.eclipse.jgit").setLevel(Level.OFF);
    // Whoever opens a database tells in words why that failed; the driver would with a stack trace.
    logging.context.getLogger("org.sqlite").setLevel(Level.OFF);
    // Whoever asks the system's bus tells what came of it; the library would at every look.
    logging.context.getLogger("org.freedesktop").setLevel(Level.OFF);
    logging.terminal(least);
    return logging;
  }

  private void terminal(Level least) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(SHORT_PATTERN));
    var filter = new ThresholdFilter();
    filter.setLevel(least.toString());
    filter.start();
    appender.addFilter(filter);
    appender.addFilter(new SaidInWords());
    appender.start();
    root.addAppender(appender);
  }

  /// Adds a rotating file, at most 25 MB in all.
  void toFile(Path folder) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setFile(folder.resolve("shuttersend.log").toString());
    appender.setEncoder(encoder(PATTERN));
    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve("shuttersend.%i.log").toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(FILES);
    rolling.start();
    var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    trigger.setContext(context);
    trigger.setMaxFileSize(new FileSize(FILE_BYTES));
    trigger.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(trigger);
    appender.start();
    root.addAppender(appender);
    file = Optional.of(appender);
  }

  /// That the catalog cannot be written is said by each program itself, in its user's language.
  private static final class SaidInWords extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      return event.getLoggerName().equals(CATALOG) && event.getLevel() == Level.WARN
          ? FilterReply.DENY
          : FilterReply.NEUTRAL;
    }
  }

  /// Closes the file: it may be removed now.
  void endFile() {
    file.ifPresent(appender -> {
      root.detachAppender(appender);
      appender.stop();
    });
    file = Optional.empty();
  }

  private PatternLayoutEncoder encoder(String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }
}
