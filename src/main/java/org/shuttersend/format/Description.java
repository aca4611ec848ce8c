package org.shuttersend.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// What a picture file says of itself.
///
/// @param taken when, by the camera's own clock: `2026-11-22T14:02:11`, with an offset behind it
///   where the camera knew one
/// @param orientation how the camera was held, as EXIF counts, 1 (upright) to 8
/// @param width in pixels as stored, before the orientation; 0 if it is not said
/// @param height in pixels as stored; 0 if it is not said
/// @param jpegs JPEG pictures inside it that can be decoded, the largest first; of a JPEG file also
///   itself, at offset 0
/// @param held bytes of all the values its directories say they have: what a reader that trusts
///   them would take into memory
/// @param whole whether all parts it says it has lie inside the file, as far as it was looked at
public record Description(
    Kind kind,
    Optional<String> taken,
    Optional<String> camera,
    Optional<String> lens,
    int orientation,
    int width,
    int height,
    List<EmbeddedJpeg> jpegs,
    long held,
    boolean whole) {

  /// Told by the content, not by the name.
  public enum Kind {
    JPEG,
    PNG,
    GIF,
    BMP,
    /// TIFF, and the RAW formats built like it.
    TIFF,
    /// Fujifilm's RAW.
    RAF,
    /// HEIC, AVIF, CR3; also video.
    BOXES,
    OTHER
  }

  /// With the size that its decoder found: headers may speak of the picture before it was cropped.
  public Description sized(int wide, int high) {
    return new Description(kind, taken, camera, lens, orientation, wide, high, jpegs, held, whole);
  }

  /// Whether it is looked at after a quarter turn.
  public boolean isSideways() {
    return orientation >= 5;
  }

  /// Never fails for what the file holds.
  ///
  /// @throws IOException if it cannot be read
  public static Description of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return of(channel);
    }
  }

  /// As [#of(Path)]; the channel's own position stays.
  public static Description of(FileChannel channel) throws IOException {
    return new Describing(new Bytes(channel)).description();
  }
}
