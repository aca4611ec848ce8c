package org.shuttersend.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.Reason;
import org.shuttersend.model.TimetableProblem;
import org.shuttersend.model.Trouble;

/// The sentences of one language. A room brings its own bundle; reasons, units and times are shared
/// by all. Immutable but for `MessageFormat`, which is made anew each time: any thread may ask.
public final class Texts {
  private static final String SHARED = "org.shuttersend.text.words";

  /// As the pictures show it: 1 482, in every language, and it never breaks at a line's end.
  private static final char GROUPING = '\u202f';

  private static final List<String> BYTE_UNITS = List.of("B", "kB", "MB", "GB", "TB");

  private static final int LONGEST_QUOTE = 60;

  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  private final Locale locale;
  private final List<ResourceBundle> bundles = new ArrayList<>();
  private final DecimalFormatSymbols symbols;

  /// @param ownBundles base names of the bundles to look in before the shared one
  public Texts(Locale locale, String... ownBundles) {
    this.locale = locale;
    this.symbols = DecimalFormatSymbols.getInstance(locale);
    symbols.setGroupingSeparator(GROUPING);
    // English is the root bundle: without this, an English session on a French system would find
    // French.
    var control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    for (String name : ownBundles) {
      bundles.add(ResourceBundle.getBundle(name, locale, control));
    }
    bundles.add(ResourceBundle.getBundle(SHARED, locale, control));
  }

  public Locale locale() {
    return locale;
  }

  /// @throws MissingResourceException if no bundle has the key
  public String get(String key, Object... args) {
    for (ResourceBundle bundle : bundles) {
      if (bundle.containsKey(key)) {
        return new MessageFormat(bundle.getString(key), locale).format(args);
      }
    }
    throw new MissingResourceException("no text for " + key, Texts.class.getName(), key);
  }

  private boolean knows(String key) {
    return bundles.stream().anyMatch(bundle -> bundle.containsKey(key));
  }

  /// Of what the server refused, our own words for those of its kinds that we know.
  public String reason(Reason reason) {
    if (reason.code() == Reason.Code.NOT_ACCEPTED && reason.args().size() > 2) {
      String key = "refused." + reason.args().get(2);
      String words = knows(key) ? get(key) : reason.args().get(1);
      return get("reason.NOT_ACCEPTED", reason.args().getFirst(), words);
    }
    boolean rate =
        reason.code() == Reason.Code.BYTES_LIMITED
            && DIGITS.matcher(reason.args().getFirst()).matches();
    if (rate) {
      return get("reason.BYTES_LIMITED", rate(Double.parseDouble(reason.args().getFirst())));
    }
    return get(
        "reason." + reason.code().name(), reason.args().stream().map(this::system).toArray());
  }

  /// Our words for what a system says, where it is something common; else the system's.
  public String system(String words) {
    return SystemWords.key(words).map(this::get).orElse(words);
  }

  /// How a hot folder is, and why.
  public String health(FolderHealth health) {
    boolean numbers =
        switch (health.cause()) {
          case SCANNING, SCANNING_OF, NEAR_WATCH_LIMIT, WATCH_LIMIT, INSTANCE_LIMIT, NO_ANSWER ->
              true;
          case WATCHING,
              MADE_ANEW,
              NO_EVENT_SOURCE,
              EVENTS_MISSING,
              NETWORK,
              ABSENT,
              EMPTY_MOUNT_POINT,
              UNREADABLE,
              BROKEN_OFF ->
              false;
        };
    return get(
        "health." + health.cause().name(),
        health.args().stream().map(arg -> numbers ? grouped(arg) : printable(arg)).toArray());
  }

  private String grouped(String arg) {
    return DIGITS.matcher(arg).matches() ? count(Long.parseLong(arg)) : arg;
  }

  /// Why something in a hot folder is not sent.
  public String trouble(Trouble trouble) {
    return get(
        "trouble." + trouble.kind().name(),
        printable(trouble.path().isEmpty() ? "." : trouble.path()),
        printable(system(trouble.detail())));
  }

  /// What is wrong with a timetable, and where.
  public String timetable(TimetableProblem problem) {
    String what = get("timetable." + problem.kind().name(), shortened(problem.word()));
    return problem.number() == 0
        ? what
        : get(
            "timetable.rule", Integer.toString(problem.number()), shortened(problem.span()), what);
  }

  private static String shortened(String typed) {
    String printable = printable(typed);
    return printable.length() <= LONGEST_QUOTE
        ? printable
        : printable.substring(0, LONGEST_QUOTE) + "…";
  }

  /// A file's name as it may be printed: a terminal must not obey what somebody wrote into a name,
  /// nor may a name break its line or turn the reading direction of what follows it.
  public static String printable(String name) {
    return UNPRINTABLE.matcher(name).replaceAll("\uFFFD");
  }

  /// `1 482`.
  public String count(long number) {
    return new DecimalFormat("#,##0", symbols).format(number);
  }

  public String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /// `52.4 MB`, in powers of 1000 as cameras and disks count.
  public String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < BYTE_UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    String pattern = unit < 2 || value >= 999.5 ? "#,##0" : "#,##0.0";
    return new DecimalFormat(pattern, symbols).format(value)
        + "\u00a0"
        + get("unit." + BYTE_UNITS.get(unit));
  }

  /// `41.2 MB/s`.
  public String rate(double bytesPerSecond) {
    return get("rate", bytes(bytesPerSecond));
  }

  /// `12 s`, `2 min`, `3 h`: one unit, rounded up so that a wait never ends later than said.
  public String duration(Duration duration) {
    long seconds = Math.max(0, duration.plusMillis(999).toSeconds());
    if (seconds < 90) {
      return get("duration.seconds", count(seconds));
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 90
        ? get("duration.minutes", count(minutes))
        : get("duration.hours", count((minutes + 59) / 60));
  }

  /// `7th`.
  public String ordinal(long number) {
    String ending =
        switch ((int) (number % 100)) {
          case 11, 12, 13 -> "other";
          default ->
              switch ((int) (number % 10)) {
                case 1 -> number == 1 ? "first" : "one";
                case 2 -> "two";
                case 3 -> "few";
                default -> "other";
              };
        };
    return get("ordinal." + ending, count(number));
  }

  /// A day and the minute of it, as in a letter.
  public String moment(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
        .withLocale(locale)
        .format(instant.atZone(zone));
  }

  /// `14:02:11` in the user's time zone.
  public String timeOfDay(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofPattern("HH:mm:ss", locale).format(instant.atZone(zone));
  }

  /// `14:02` in the user's time zone.
  public String hourAndMinute(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofPattern("HH:mm", locale).format(instant.atZone(zone));
  }
}
