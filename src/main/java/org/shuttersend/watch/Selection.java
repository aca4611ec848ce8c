package org.shuttersend.watch;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which names are photos, and which directories are worth a look. By name only: a name costs
/// nothing. What is left out here is never sent, so only names that cannot be a photographer's work
/// are.
public final class Selection {
  private static final Set<String> PICTURES =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "heic", "heif", "hif", "avif", "webp",
          "gif", "jxl", "jp2", "bmp", "psd", "psb");

  private static final Set<String> RAW =
      Set.of(
          "dng", "nef", "nrw", "cr2", "cr3", "crw", "arw", "srf", "sr2", "raf", "orf", "ori", "rw2",
          "rwl", "pef", "ptx", "srw", "x3f", "3fr", "fff", "iiq", "eip", "mos", "mef", "mrw", "erf",
          "kdc", "dcr", "dcs", "gpr", "cap", "bay", "raw");

  private static final Set<String> VIDEO =
      Set.of(
          "mov", "mp4", "m4v", "avi", "mts", "m2ts", "mpg", "mpeg", "mxf", "3gp", "mkv", "webm",
          "crm", "braw", "r3d", "insv", "insp", "lrv");

  private static final Set<String> SIDECARS =
      Set.of("xmp", "aae", "thm", "wav", "dop", "cos", "pp3", "nksc", "vrd", "on1", "arp");

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

  private final Set<String> extensions;

  private Selection(Set<String> extensions) {
    this.extensions = extensions;
  }

  /// Photos, RAW files, videos and sidecars.
  public static Selection photographers() {
    var all = new HashSet<>(PICTURES);
    all.addAll(RAW);
    all.addAll(VIDEO);
    all.addAll(SIDECARS);
    return new Selection(Set.copyOf(all));
  }

  /// @param name the last segment of a path
  public boolean file(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && !isHidden(name)
        && extensions.contains(lower(name.substring(dot + 1)))
        && !isWorkFile(lower(name.substring(0, dot)));
  }

  /// Whether to look into a directory of this name.
  public boolean directory(String name) {
    if (isHidden(name)) {
      return false;
    }
    String lower = lower(name);
    return !SYSTEM_DIRECTORIES.contains(lower) && !lower.endsWith(".lrdata");
  }

  /// Also `._IMG_1.jpg` (macOS), `.IMG_1.jpg.Xa3k2p` (rsync), `.Trash-1000`.
  private static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  /// Most work files end in an extension of their own (`.tmp`, `.part`, `.crdownload`, `.jpg~`,
  /// `.jpg_exiftool_tmp`) and are no photos for that reason. These keep the photo's.
  private static boolean isWorkFile(String stem) {
    return stem.startsWith("~") || stem.endsWith(".tmp") || stem.endsWith(".partial");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
