package org.shuttersend.model;

import java.util.Locale;
import java.util.Set;

/// What a file is to a photographer, by its extension. The lists are sorted; RAW holds what dcraw,
/// LibRaw, darktable and ExifTool read, of cameras old and new, and formats whose programs are
/// gone: a type that is missing here is a photo that is not sent.
public enum FileKind {
  PICTURE(
      Set.of(
          "avif", "bmp", "gif", "heic", "heif", "hif", "j2k", "jfif", "jp2", "jpe", "jpeg", "jpf",
          "jpg", "jpx", "jxl", "mpo", "png", "psb", "psd", "tif", "tiff", "webp")),

  RAW(
      Set.of(
          "3fr", "ari", "arq", "arw", "bay", "bmq", "cap", "ciff", "cine", "cr2", "cr3", "crw",
          "cs1", "dc2", "dcr", "dcs", "dng", "drf", "dsc", "eip", "erf", "fff", "gpr", "ia", "iiq",
          "k25", "kc2", "kdc", "lri", "mdc", "mef", "mfw", "mos", "mrw", "nef", "nrw", "obm", "orf",
          "ori", "pef", "ptx", "pxn", "qtk", "raf", "raw", "rdc", "rw1", "rw2", "rwl", "rwz", "sr2",
          "srf", "srw", "sti", "x3f")),

  VIDEO(
      Set.of(
          "3g2", "3gp", "avi", "braw", "crm", "insp", "insv", "lrv", "m2ts", "m4v", "mkv", "mov",
          "mp4", "mpeg", "mpg", "mts", "mxf", "nev", "r3d", "webm", "wmv")),

  /// What belongs to a photo: settings of converters, a camera's notes by voice.
  SIDECAR(
      Set.of("aae", "arp", "cos", "dop", "nksc", "on1", "pp3", "spd", "thm", "vrd", "wav", "xmp")),

  OTHER(Set.of());

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> extensions;

  FileKind(Set<String> extensions) {
    this.extensions = extensions;
  }

  /// @param name a file's name or its path; upper and lower case are one
  public static FileKind of(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= name.lastIndexOf('/') + 1) {
      return OTHER; // no extension, or nothing before it
    }
    String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    for (FileKind kind : values()) {
      if (kind.extensions.contains(extension)) {
        return kind;
      }
    }
    return OTHER;
  }
}
