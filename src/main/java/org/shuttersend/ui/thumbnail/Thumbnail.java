package org.shuttersend.ui.thumbnail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.image.Image;

/// What is known of a file's picture.
///
/// @param image [ThumbnailPixels#WIDTH] × [ThumbnailPixels#HEIGHT] pixels, upright; empty for a
///   file that has no picture we can read
public record Thumbnail(Optional<Image> image) {

  /// A file as it was at one time: a re-saved file gets a new picture.
  public record Key(Path file, Instant modified) {}

  /// Makes the picture of a file. Called by any thread but the screen's; never throws.
  public interface Decoder {
    Thumbnail decode(Path file);
  }
}
