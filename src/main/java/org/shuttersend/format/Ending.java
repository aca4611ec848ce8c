package org.shuttersend.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Whether a file goes as far as its own format says. Told by its content, not by its name.
public final class Ending {
  private static final int LONGEST_MAGIC = 16;

  private static final List<Format> FORMATS =
      List.of(
          new Jpeg(),
          new Tiff(),
          new Boxes(),
          new Raf(),
          new Png(),
          new Riff(),
          new Psd(),
          new Markup());

  private Ending() {}

  /// Reads a few kilobytes, seldom more. A format that is not known, or a file that is no valid one
  /// of its kind, is not cut off as far as can be told.
  ///
  /// @param file a regular file, not empty
  /// @throws IOException if it cannot be read
  public static boolean isCutOff(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = new Bytes(channel);
      String magic = bytes.text(0, (int) Math.min(LONGEST_MAGIC, bytes.size()));
      if (magic.chars().allMatch(c -> c == 0)) {
        return true; // room was made for it, nothing was written yet
      }
      for (Format format : FORMATS) {
        if (format.begins(magic)) {
          return format.isCutOff(bytes);
        }
      }
      return false;
    } catch (Bytes.PastEnd e) {
      return true;
    }
  }

  /// One family of file formats.
  interface Format {

    /// @param magic the first bytes, at most 16, as ISO 8859-1
    boolean begins(String magic);

    /// May throw `Bytes.PastEnd` to say so.
    boolean isCutOff(Bytes bytes) throws IOException;
  }
}
