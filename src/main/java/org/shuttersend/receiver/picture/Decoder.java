package org.shuttersend.receiver.picture;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.shuttersend.format.Description;
import org.shuttersend.format.EmbeddedJpeg;

/// Decodes pictures at the size of the larger preview, or not much above it, and never takes more
/// memory than it was given: what a picture needs is told by its header, and taken from the budget
/// before the first pixel is read.
///
/// Of larger pictures only every second, third … pixel and row is kept, but never fewer than twice
/// as many as the preview has on a side, unless there is no room for them.
final class Decoder {
  /// Of the largest cameras' multi-shot pictures, and some more.
  static final long MOST_PIXELS = 420_000_000;

  private static final int LONGEST_SIDE = 65_535;
  private static final int OVERSAMPLING = 2;

  /// Result, rows, the coder's own tables.
  private static final long OVERHEAD = 24L << 20;

  /// What trusting readers may take for the values of a TIFF's directories.
  private static final long MOST_HELD = 16L << 20;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PREMATURE = "premature end of data segment";

  private final MemoryBudget budget;
  private final int longSide;

  /// @param longSide of the pixels wanted
  Decoder(MemoryBudget budget, int longSide) {
    this.budget = budget;
    this.longSide = longSide;
  }

  /// @throws Undecodable if it is no JPEG beyond its header
  /// @throws IOException if the file cannot be read
  Decoded jpeg(FileChannel channel, EmbeddedJpeg jpeg)
      throws IOException, NoPreview, Undecodable, InterruptedException {
    if (jpeg.components() == 4) {
      throw new NoPreview("its colours are those of a printer (CMYK)");
    }
    try {
      return jpeg(channel, jpeg, true);
    } catch (Undecodable | RuntimeException e) {
      // The profile may be to blame, which is not needed to see something.
      return jpeg(channel, jpeg, false);
    }
  }

  private Decoded jpeg(FileChannel channel, EmbeddedJpeg jpeg, boolean profile)
      throws IOException, NoPreview, Undecodable, InterruptedException {
    JpegHead head = JpegHead.read(channel, jpeg, profile);
    long length = jpeg.offset() + jpeg.length() - head.rest();
    // A decoder holds all scans of a progressive picture, two bytes a sample.
    long held = jpeg.progressive() ? jpeg.pixels() * jpeg.samples() / 100 * 2 : 0;
    try (var source = new PictureSource(channel, head.bytes(), head.rest(), length)) {
      return read(
          "jpeg", source, jpeg.width(), jpeg.height(), jpeg.components() == 1 ? 1 : 3, held);
    }
  }

  /// @param format as ImageIO names it
  Decoded other(FileChannel channel, String format, Description about)
      throws IOException, NoPreview, Undecodable, InterruptedException {
    if (about.held() > MOST_HELD) {
      throw new NoPreview("its directories hold more than a picture needs");
    }
    try (var source = new PictureSource(channel, new byte[0], 0, channel.size())) {
      return read(format, source, 0, 0, 0, 0);
    }
  }

  /// @param width 0 if the reader is to say it, as the others
  private Decoded read(
      String format, PictureSource source, int width, int height, int pixelBytes, long held)
      throws IOException, NoPreview, Undecodable, InterruptedException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try {
      reader.setInput(source, true, true);
      int wide = width > 0 ? width : reader.getWidth(0);
      int high = height > 0 ? height : reader.getHeight(0);
      checkSize(wide, high);
      int bytes = pixelBytes > 0 ? pixelBytes : pixelBytes(reader);
      long parts = held + (pixelBytes > 0 ? 0 : parts(reader, format, wide, high, bytes));
      int every = every(wide, high, bytes, parts);
      long needed = OVERHEAD + parts + kept(wide, high, bytes, every);
      try (var _ =
          budget
              .take(needed, PATIENCE)
              .orElseThrow(() -> NoPreview.now("too much else was being decoded"))) {
        return read(reader, wide, high, every);
      }
    } catch (IIOException e) {
      throw source.failure().orElseThrow(() -> undecodable(e));
    } catch (EOFException e) {
      throw undecodable(e);
    } finally {
      reader.dispose();
    }
  }

  private Decoded read(ImageReader reader, int width, int height, int every)
      throws IOException, NoPreview, InterruptedException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(every, every, every > 1 ? every / 2 : 0, every > 1 ? every / 2 : 0);
    param.setSourceRegion(new Rectangle(width, height));
    var watch = new DecodingWatch();
    reader.addIIOReadWarningListener(watch);
    reader.addIIOReadProgressListener(watch);
    BufferedImage image = reader.read(0, param);
    watch.check();
    Pixels pixels = Shrinking.shrink(Rows.of(image), longSide);
    return new Decoded(pixels, width, height, watch.warned(PREMATURE));
  }

  private static void checkSize(int width, int height) throws NoPreview {
    if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
      throw new NoPreview(
          "it is larger than %d megapixels, or longer than %d pixels"
              .formatted(MOST_PIXELS / 1_000_000, LONGEST_SIDE));
    }
  }

  private static int pixelBytes(ImageReader reader) throws IOException, NoPreview {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw new NoPreview("its colours are of a kind that is not known");
    }
    SampleModel samples = types.next().getSampleModel(1, 1);
    return samples.getNumBands() * (DataBuffer.getDataTypeSize(samples.getDataType()) + 7) / 8;
  }

  /// What the reader holds beside the result: BMP and GIF keep the picture, TIFF a strip or a tile,
  /// coded and decoded.
  private static long parts(ImageReader reader, String format, int width, int height, int bytes)
      throws IOException {
    return switch (format) {
      case "bmp" -> (long) width * height * bytes;
      case "gif" -> (long) width * height;
      case "tiff" ->
          3L
              * bytes
              * Math.max(1, reader.getTileWidth(0))
              * Math.clamp(reader.getTileHeight(0), 1, LONGEST_SIDE);
      default -> 4L * width * bytes;
    };
  }

  private int every(int width, int height, int bytes, long parts) throws NoPreview {
    int every = Math.max(1, Math.max(width, height) / (OVERSAMPLING * longSide));
    while (OVERHEAD + parts + kept(width, height, bytes, every) > budget.total() / 2) {
      every++;
      if (Math.max(width, height) / every < longSide / 2) {
        return smallest(width, height, bytes, parts);
      }
    }
    return every;
  }

  /// Alone, it may have all there is.
  private int smallest(int width, int height, int bytes, long parts) throws NoPreview {
    int every = Math.max(1, Math.max(width, height) / longSide);
    if (OVERHEAD + parts + kept(width, height, bytes, every) > budget.total()) {
      throw new NoPreview("it takes more memory than there is for previews");
    }
    return every;
  }

  private static long kept(int width, int height, int bytes, int every) {
    return (width / every + 1L) * (height / every + 1L) * bytes;
  }

  private static Undecodable undecodable(IOException e) {
    return new Undecodable(String.valueOf(e.getMessage()), e);
  }
}
