package org.shuttersend.model;

import java.text.Normalizer;

/// Which files are one photo: those of one directory with one stem, as `IMG_1.NEF`, `IMG_1.JPG`,
/// `IMG_1.xmp` and `IMG_1.NEF.xmp`. Programs write the extension in either case, and never the stem
/// in another than the camera's: `img_1.jpg` is another photo.
public final class Grouping {
  private Grouping() {}

  /// The same for all files of one photo, and for no others.
  ///
  /// @param path relative to the hot folder, segments joined by `/`
  /// @return the directory and the stem, in NFC: file systems spell one name in two ways
  public static String key(String path) {
    return Normalizer.normalize(path.substring(0, endOfStem(path)), Normalizer.Form.NFC);
  }

  /// Where the directory and the stem of a path end.
  public static int endOfStem(String path) {
    int dot = path.lastIndexOf('.');
    boolean hasStem = dot > path.lastIndexOf('/') + 1;
    if (!hasStem) {
      return path.length(); // no extension, or a name that begins with its only dot
    }
    boolean ofAnother =
        FileKind.of(path) == FileKind.SIDECAR && isPhoto(FileKind.of(path.substring(0, dot)));
    return ofAnother ? path.lastIndexOf('.', dot - 1) : dot;
  }

  private static boolean isPhoto(FileKind kind) {
    return switch (kind) {
      case PICTURE, RAW, VIDEO -> true;
      case SIDECAR, OTHER -> false;
    };
  }
}
