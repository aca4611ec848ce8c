package org.shuttersend.receiver.store;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a sender wants its photo to lie, below its owner's folder: checked, in NFC, with `/`
/// between the segments. What comes over the wire is hostile until it is one of these.
public record PhotoPath(String value) {
  /// The first folder of what is the receiver's own, as older versions are.
  public static final String RESERVED = ".shuttersend";

  private static final String DEFAULT_FOLDER = "Uploads";
  private static final int SEGMENT_BYTES = 255;

  /// The longest that any sender's system has; where the photo is to lie may allow for less.
  private static final int TOTAL_BYTES = 4096;

  /// Each folder is made and synced: a sender must not keep the disk busy for minutes.
  private static final int MOST_SEGMENTS = 200;

  private static final Pattern DEVICE =
      Pattern.compile(
          "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// @param folder the hot folder's name; `Uploads` without
  /// @param relativePath of the photo in the hot folder; its file name without
  /// @throws UnsafePath if it could lead anywhere but below the owner's folder
  public static PhotoPath of(
      Optional<String> folder, Optional<String> relativePath, Optional<String> filename) {
    String below =
        relativePath
            .or(() -> filename)
            .orElseThrow(
                () -> new UnsafePath("name_missing", "The photo has no name: send filename"));
    String path = folder.filter(f -> !f.isEmpty()).orElse(DEFAULT_FOLDER) + "/" + below;
    String normal = Normalizer.normalize(path, Normalizer.Form.NFC);
    if (bytes(normal) > TOTAL_BYTES) {
      throw new UnsafePath("path_too_long", "The path is longer than " + TOTAL_BYTES + " bytes");
    }
    List<String> segments = Arrays.asList(normal.split("/", -1));
    if (segments.size() > MOST_SEGMENTS) {
      throw new UnsafePath("path_too_deep", "The path has more than " + MOST_SEGMENTS + " folders");
    }
    segments.forEach(PhotoPath::check);
    if (segments.getFirst().toLowerCase(Locale.ROOT).equals(RESERVED)) {
      throw new UnsafePath("path_unsafe", "The folder " + RESERVED + " belongs to the receiver");
    }
    return new PhotoPath(normal);
  }

  /// @throws UnsafePath if it cannot be the name of one file or folder
  static void check(String segment) {
    if (segment.isEmpty()) {
      throw new UnsafePath("path_unsafe", "The path has an empty segment, or is absolute");
    }
    if (segment.equals(".") || segment.equals("..")) {
      throw new UnsafePath(
          "path_unsafe", "The path holds '" + segment + "', which leads elsewhere");
    }
    if (bytes(segment) > SEGMENT_BYTES) {
      throw new UnsafePath(
          "name_too_long", "A name in the path is longer than " + SEGMENT_BYTES + " bytes");
    }
    if (File.separatorChar == '\\' && isOfWindows(segment)) {
      throw new UnsafePath(
          "name_impossible", "'" + segment + "' means something else to this receiver's system");
    }
    // The file system has the last word: on Windows a backslash or a colon leads elsewhere, and no
    // name may hold a control character; elsewhere a photo whose name holds a newline is a photo.
    try {
      Path path = Path.of(segment);
      if (path.isAbsolute() || path.getNameCount() != 1 || !path.toString().equals(segment)) {
        throw new UnsafePath(
            "name_impossible", "'" + segment + "' is not the name of one file here");
      }
    } catch (InvalidPathException e) {
      throw new UnsafePath(
          "name_impossible", "This receiver's file system has no such name: " + e.getReason());
    }
  }

  /// A device, or a name that Windows shortens. Elsewhere these are names like any other, and a
  /// photo of such a name is not to be lost.
  static boolean isOfWindows(String segment) {
    return segment.endsWith(".") || segment.endsWith(" ") || DEVICE.matcher(segment).matches();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// The path is refused; the message says why, in words for the sender's user.
  public static final class UnsafePath extends RuntimeException {
    private final String code;

    UnsafePath(String code, String message) {
      super(message);
      this.code = code;
    }

    /// A word for programs, which stays the same.
    public String code() {
      return code;
    }
  }
}
