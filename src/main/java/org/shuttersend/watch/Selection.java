package org.shuttersend.watch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.FileKind;

/// What of one hot folder is sent, and why the rest is not. Immutable, but for the folders that
/// sent photos are moved into: those are asked for each time. Any thread.
///
/// A name costs nothing, so names are asked first, one level of the tree after the other: a
/// directory that is left out is never looked into. The size is asked once it is known. What is
/// left out here is never sent, so without patterns only what cannot be a photographer's work is.
public final class Selection {
  private static final Set<String> SYSTEM_DIRECTORIES =
      Set.of(
          "@eadir",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "recycler",
          "system volume information",
          "lost+found",
          "__macosx",
          "found.000");

  /// Of browsers, of programs that copy, and of macOS while it saves.
  private static final Set<String> WORK_EXTENSIONS =
      Set.of(
          "aria2",
          "crdownload",
          "download",
          "filepart",
          "opdownload",
          "part",
          "partial",
          "swp",
          "temp",
          "tmp",
          "!sync");

  private static final Verdict SENT = new Verdict.Sent();

  private final Choosing choosing;
  private final Patterns include;
  private final Patterns exclude;
  private final Supplier<Set<String>> asides;

  /// @throws IllegalArgumentException if the choice has a [ChoosingProblem]
  public Selection(Choosing choosing) {
    this(choosing, Set::of);
  }

  /// @param asides the folders, directly below the hot folder, that sent photos are moved into
  /// @throws IllegalArgumentException if the choice has a [ChoosingProblem]
  public Selection(Choosing choosing, Supplier<Set<String>> asides) {
    var problems = ChoosingProblem.of(choosing);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    this.asides = asides;
    this.choosing = choosing;
    this.include = new Patterns(choosing.include());
    this.exclude = new Patterns(choosing.exclude());
  }

  /// Photos, RAW files, videos and sidecars of every size.
  public static Selection photographers() {
    return new Selection(Choosing.USUAL);
  }

  /// About a file in a directory that is not left out, as far as its name tells.
  ///
  /// @param path relative to the hot folder, segments joined by `/`
  public Verdict file(String path) {
    String name = lastSegment(path);
    if (isAside(path)) {
      return new Verdict.Aside();
    }
    if (isHidden(name)) {
      return new Verdict.Hidden();
    }
    if (isWorkFile(lower(name))) {
      return new Verdict.WorkFile();
    }
    Optional<Patterns.Line> included = include.covering(path);
    if (FileKind.of(name) == FileKind.OTHER && !bringsIn(included, name)) {
      return new Verdict.OtherType();
    }
    Optional<Patterns.Line> excluded = exclude.naming(path, false).filter(Patterns.Line::names);
    if (excluded.isPresent()) {
      return new Verdict.Excluded(excluded.get().number(), excluded.get().text());
    }
    boolean wanted = include.isEmpty() || included.filter(Patterns.Line::names).isPresent();
    return wanted ? SENT : new Verdict.NotIncluded();
  }

  /// A pattern that spells out an extension asks for that type, whatever it is.
  private static boolean bringsIn(Optional<Patterns.Line> line, String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && line.filter(l -> l.names() && l.endsIn(name.substring(dot + 1))).isPresent();
  }

  /// About a directory in one that is not left out: `Sent` if it is worth a look.
  ///
  /// @param path relative to the hot folder
  public Verdict directory(String path) {
    String name = lastSegment(path);
    if (isAside(path + "/")) {
      return new Verdict.Aside();
    }
    if (isHidden(name)) {
      return new Verdict.Hidden();
    }
    String lower = lower(name);
    if (SYSTEM_DIRECTORIES.contains(lower) || lower.endsWith(".lrdata")) {
      return new Verdict.SystemDirectory();
    }
    return exclude
        .naming(path, true)
        .filter(Patterns.Line::names)
        .<Verdict>map(line -> new Verdict.Excluded(line.number(), line.text()))
        .orElse(SENT);
  }

  /// Whether it lies in a folder that sent photos are moved into.
  public boolean isAside(String path) {
    int end = path.indexOf('/');
    return end > 0 && asides.get().contains(path.substring(0, end));
  }

  /// About a file whose name is chosen. A sidecar is small by nature and belongs to its photo: none
  /// is too small.
  ///
  /// @param path relative to the hot folder
  /// @param bytes its size; of one that still grows, what it has by now
  public Verdict size(String path, long bytes) {
    if (bytes == 0) {
      return new Verdict.Empty();
    }
    if (bytes < choosing.least().orElse(0) && FileKind.of(path) != FileKind.SIDECAR) {
      return new Verdict.TooSmall(choosing.least().getAsLong());
    }
    return bytes > choosing.most().orElse(Long.MAX_VALUE)
        ? new Verdict.TooLarge(choosing.most().getAsLong())
        : SENT;
  }

  /// Whether a file in a directory that is not left out may be sent, by its name.
  public boolean takes(String path) {
    return file(path).isSent();
  }

  /// Whether to look into a directory in one that is not left out.
  public boolean enters(String path) {
    return directory(path).isSent();
  }

  /// Also `._IMG_1.jpg` (macOS), `.IMG_1.jpg.Xa3k2p` (rsync), `.Trash-1000`.
  private static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  /// Some keep the photo's extension (`~IMG_1.jpg`, `IMG_1.tmp.jpg`), most have one of their own
  /// (`IMG_1.jpg.part`, `IMG_1.jpg~`, `IMG_1.jpg_exiftool_tmp`, `IMG_1.jpg.sb-1a2b3c4d-Xyz123`).
  private static boolean isWorkFile(String lower) {
    int dot = lower.lastIndexOf('.');
    String stem = dot > 0 ? lower.substring(0, dot) : lower;
    String extension = dot > 0 ? lower.substring(dot + 1) : "";
    return lower.startsWith("~")
        || lower.endsWith("~")
        || stem.endsWith(".tmp")
        || stem.endsWith(".partial")
        || WORK_EXTENSIONS.contains(extension)
        || extension.endsWith("_exiftool_tmp")
        || extension.startsWith("sb-");
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
