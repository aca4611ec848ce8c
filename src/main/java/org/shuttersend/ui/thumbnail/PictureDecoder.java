package org.shuttersend.ui.thumbnail;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.image.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes JPEG and PNG at the size of a thumbnail. A 24-megapixel JPEG takes about 130 ms and
/// never its full size in memory; a PNG is decoded whole, so a very large one gets no picture.
public final class PictureDecoder implements Thumbnail.Decoder {
  private static final Logger LOG = LoggerFactory.getLogger(PictureDecoder.class);
  private static final Thumbnail NONE = new Thumbnail(Optional.empty());
  private static final Set<String> JPEG = Set.of("jpg", "jpeg", "jpe");
  private static final String PNG = "png";

  /// Both sides: large enough that its smaller side covers a thumbnail up to 2:1.
  private static final int BOX = 2 * ThumbnailPixels.HEIGHT;

  private static final long MAX_PNG_PIXELS = 30_000_000;
  private static final int PNG_SIZE_OFFSET = 16;

  @Override
  public Thumbnail decode(Path file) {
    try {
      String type = typeOf(file);
      if (JPEG.contains(type)) {
        return picture(file, orientation(file));
      }
      if (type.equals(PNG) && pngPixels(file) <= MAX_PNG_PIXELS) {
        return picture(file, Orientation.UPRIGHT);
      }
    } catch (IOException | RuntimeException e) {
      // A list full of damaged files must not fill the log; the row shows a tile instead.
      LOG.debug("no thumbnail of {}", file, e);
    }
    return NONE;
  }

  /// Whether [#decode] would open the file at all.
  public static boolean knows(Path file) {
    String type = typeOf(file);
    return JPEG.contains(type) || type.equals(PNG);
  }

  /// The extension in lower case, empty where there is none.
  static String typeOf(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static Thumbnail picture(Path file, int orientation) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var image = new Image(in, BOX, BOX, true, true);
      return image.isError()
          ? NONE
          : new Thumbnail(Optional.of(ThumbnailPixels.thumbnail(image, orientation)));
    }
  }

  private static int orientation(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Orientation.read(in);
    }
  }

  private static long pngPixels(Path file) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(PNG_SIZE_OFFSET);
      return Integer.toUnsignedLong(in.readInt()) * Integer.toUnsignedLong(in.readInt());
    }
  }
}
