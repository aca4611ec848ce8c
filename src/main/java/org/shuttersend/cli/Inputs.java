package org.shuttersend.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.TimetableProblem;
import org.shuttersend.settings.TokenFile;
import org.shuttersend.settings.UnusableTimetable;
import org.shuttersend.text.Texts;
import org.shuttersend.watch.ChoosingProblem;

/// Checks what people typed; says what to do where it cannot be used.
public final class Inputs {
  private static final Pattern UNDERSCORED =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)(?::([0-9]{1,5}))?");

  private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");

  private static final Pattern SIZE =
      Pattern.compile(
          "(?<number>\\d{1,18}([.,]\\d{1,9})?)\\s?((?<unit>[KMGT])(?<binary>i)?)?B?",
          Pattern.CASE_INSENSITIVE);

  /// Where so little is left on a disk, it is full.
  private static final long LITTLE_BYTES = 4L << 20;

  private final Texts texts;

  public Inputs(Texts texts) {
    this.texts = texts;
  }

  /// Absolute, existing, readable, none inside another.
  public List<Path> hotFolders(List<Path> typed) throws Refusal {
    var folders = new ArrayList<Path>();
    for (Path path : typed) {
      Path folder = folder(path);
      if (folders.contains(folder)) {
        continue;
      }
      for (Path other : folders) {
        if (folder.startsWith(other) || other.startsWith(folder)) {
          throw refusal("input.folder.nested", folder, other);
        }
      }
      folders.add(folder);
    }
    return folders;
  }

  public Path folder(Path typed) throws Refusal {
    if (!Files.exists(typed)) {
      throw refusal("input.folder.missing", typed);
    }
    if (!Files.isDirectory(typed)) {
      throw refusal("input.folder.file", typed);
    }
    if (!Files.isReadable(typed) || !Files.isExecutable(typed)) {
      throw refusal("input.folder.unreadable", typed);
    }
    try {
      return typed.toRealPath();
    } catch (IOException e) {
      throw refusal("input.folder.unreadable", typed);
    }
  }

  /// @param plainAllowed whether the user accepts that a network may read along
  public URI server(String typed, boolean plainAllowed) throws Refusal {
    URI uri;
    try {
      uri = new URI(typed.strip());
    } catch (URISyntaxException e) {
      throw refusal("input.server", typed);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http");
    int number = port(uri);
    boolean port = number == -1 || (number > 0 && number <= 65535);
    String host = host(uri);
    if ((!http && !scheme.equals("https")) || host.isEmpty() || !port) {
      throw refusal("input.server", typed);
    }
    if (uri.getUserInfo() != null) {
      throw refusal("input.server.password");
    }
    if (http && !plainAllowed && !isLoopback(host)) {
      throw refusal("input.server.plain", typed);
    }
    return uri;
  }

  private static int port(URI uri) {
    Matcher named = UNDERSCORED.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
    return uri.getPort() == -1 && named.matches() && named.group(2) != null
        ? Integer.parseInt(named.group(2))
        : uri.getPort();
  }

  /// Java knows no host names with an underscore, networks do.
  private static String host(URI uri) {
    Matcher named = UNDERSCORED.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
    return uri.getHost() == null && named.matches()
        ? named.group(1)
        : Objects.requireNonNullElse(uri.getHost(), "");
  }

  /// What a system's exception says, in words: some give the path alone.
  public static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "the system makes no folder there";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static boolean isLoopback(String host) {
    // A name is looked up only if it is an address already or the name every system has for itself.
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    boolean address = host.startsWith("[") || host.matches("\\d+(\\.\\d+){3}");
    try {
      return address && InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  public String token(Path file) throws Refusal {
    return token(file, TokenFile.read(file));
  }

  public String tokenOrNew(Path file) throws Refusal {
    return token(file, TokenFile.readOrCreate(file, new SecureRandom()));
  }

  private String token(Path file, TokenFile.Result result) throws Refusal {
    return switch (result) {
      case TokenFile.Result.Token(String value) -> value;
      case TokenFile.Result.Missing _ -> throw refusal("input.token.missing", file);
      case TokenFile.Result.ReadableByOthers _ -> throw refusal("input.token.open", file);
      case TokenFile.Result.Malformed _ -> throw refusal("input.token.malformed", file);
      case TokenFile.Result.Unreadable(String why) ->
          throw refusal("input.token.unreadable", file, why);
    };
  }

  /// A size as people type it: `100KB`, `1.5 GB`, `20000`; a kB is 1000 bytes, a KiB 1024.
  public long bytes(String option, String typed) throws Refusal {
    Matcher matcher = SIZE.matcher(typed.strip());
    if (!matcher.matches()) {
      throw refusal("input.size", option, typed);
    }
    int step = matcher.group("binary") == null ? 1000 : 1024;
    String unit = matcher.group("unit") == null ? "" : matcher.group("unit");
    int power = unit.isEmpty() ? 0 : "KMGT".indexOf(unit.toUpperCase(Locale.ROOT)) + 1;
    var number = new BigDecimal(matcher.group("number").replace(',', '.'));
    BigDecimal bytes = number.multiply(BigDecimal.valueOf(step).pow(power));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw refusal("input.size", option, typed);
    }
    return bytes.longValue();
  }

  /// Refuses a choice that makes no sense, with a sentence for each reason.
  public void check(Choosing choosing) throws Refusal {
    List<ChoosingProblem> problems = ChoosingProblem.of(choosing);
    if (!problems.isEmpty()) {
      throw new Refusal(
          problems.stream()
              .map(this::sentence)
              .collect(Collectors.joining(System.lineSeparator())));
    }
  }

  /// An empty pattern would be passed over in silence, and more be sent than was meant.
  void notBlank(String option, List<String> patterns) throws Refusal {
    if (patterns.stream().anyMatch(String::isBlank)) {
      throw refusal("choosing.empty", option);
    }
  }

  private String sentence(ChoosingProblem problem) {
    return switch (problem) {
      case ChoosingProblem.BrokenPattern(boolean include, int line, String pattern) ->
          texts.get(
              (include ? "choosing.include." : "choosing.exclude.")
                  + (pattern.strip().equals("!") ? "bare" : "broken"),
              Integer.toString(line),
              Texts.printable(pattern));
      case ChoosingProblem.TooManyPatterns _ ->
          texts.get("choosing.patterns", Integer.toString(ChoosingProblem.MOST_PATTERNS));
      case ChoosingProblem.NothingIncluded _ -> texts.get("choosing.nothing");
      case ChoosingProblem.SizesCrossed(long least, long most) ->
          texts.get("choosing.sizes", texts.bytes(least), texts.bytes(most));
      case ChoosingProblem.NegativeSize _ -> texts.get("choosing.negative");
    };
  }

  /// A name every system takes, as it was typed.
  String afterFolder(String typed) throws Refusal {
    if (!AfterUpload.isUsable(typed)) {
      throw refusal("input.after.folder", Texts.printable(typed));
    }
    return typed;
  }

  /// A user of the receiver, whose photos lie in a folder of this name.
  public void user(String name) throws Refusal {
    if (!USER.matcher(name).matches() || name.endsWith(".")) {
      throw refusal("input.user", name);
    }
  }

  public void between(String option, long value, long least, long most) throws Refusal {
    if (value < least || value > most) {
      throw refusal("input.range", option, Long.toString(least), Long.toString(most));
    }
  }

  /// Why the catalog in this folder cannot be opened, and what to do.
  public Refusal unopened(Path data, Exception cause) {
    if (cause instanceof Migrations.NewerSchema) {
      return refusal("input.data.newer", data);
    }
    if (cause instanceof DatabaseException database) {
      return switch (database.fault()) {
        case DAMAGED -> refusal("input.data.damaged", data);
        case LOCKED -> refusal("input.data.locked", data);
        case READ_ONLY -> refusal("input.data.readonly", data);
        case DISK_FULL -> refusal("input.data.full", data);
        case DISK_FAILS, AWAY, OTHER -> unopened(data, String.valueOf(cause.getMessage()));
      };
    }
    return unopened(
        data, cause instanceof IOException io ? why(io) : String.valueOf(cause.getMessage()));
  }

  /// What the system tells no reason for can be seen.
  private Refusal unopened(Path data, String why) {
    try {
      if (Files.isDirectory(data) && Files.getFileStore(data).getUsableSpace() < LITTLE_BYTES) {
        return refusal("input.data.full", data);
      }
    } catch (IOException e) {
      return refusal("input.data.unreadable", data, why(e));
    }
    Path file = data.resolve(Catalog.FILE);
    boolean closed = !Files.isWritable(data) || (Files.exists(file) && !Files.isWritable(file));
    return closed
        ? refusal("input.data.readonly", data)
        : refusal("input.data.unreadable", data, why);
  }

  /// What is wrong with a timetable, and where.
  Refusal noTimetable(TimetableProblem problem) {
    return new Refusal(texts.timetable(problem));
  }

  /// Why the settings cannot be used.
  public Refusal unusable(IOException settings) {
    return settings instanceof UnusableTimetable timetable
        ? refusal("input.settings.in", timetable.file(), texts.timetable(timetable.problem()))
        : refusal("input.settings", settings.getMessage());
  }

  public Refusal refusal(String key, @Nullable Object... args) {
    Object[] words = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = texts.system(String.valueOf(args[i]));
    }
    return new Refusal(texts.get(key, words));
  }
}
