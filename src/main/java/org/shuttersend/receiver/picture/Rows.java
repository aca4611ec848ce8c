package org.shuttersend.receiver.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;

/// A decoded picture row by row as red, green and blue; what is transparent lies on white. The
/// usual kinds are read from their bytes: asking the picture for its colours takes ten times as
/// long, and makes greys lighter than they are.
interface Rows {
  int width();

  int height();

  /// @param rgb gets a row, in the lower 24 bits
  void read(int y, int[] rgb);

  static Rows of(BufferedImage image) {
    if (image.getColorModel() instanceof ComponentColorModel model
        && isPlain(model)
        && image.getRaster().getParent() == null) {
      if (model.getTransferType() == DataBuffer.TYPE_BYTE
          && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes
          && image.getSampleModel() instanceof PixelInterleavedSampleModel samples) {
        return new OfBytes(image.getWidth(), image.getHeight(), bytes.getData(), samples);
      }
      if (model.getTransferType() == DataBuffer.TYPE_BYTE
          || model.getTransferType() == DataBuffer.TYPE_USHORT) {
        return new OfSamples(image, model.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0);
      }
    }
    return new Asked(image);
  }

  private static boolean isPlain(ComponentColorModel model) {
    int type = model.getColorSpace().getType();
    return (type == ColorSpace.TYPE_RGB || type == ColorSpace.TYPE_GRAY)
        && model.getNumComponents() <= 4
        && !model.isAlphaPremultiplied()
        && model.getComponentSize(0) >= 8;
  }

  /// @param bands 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha
  private static int packed(int bands, int first, int second, int third, int fourth) {
    boolean grey = bands < 3;
    int alpha = bands == 2 ? second : bands == 4 ? fourth : 255;
    int red = onWhite(first, alpha);
    int green = onWhite(grey ? first : second, alpha);
    int blue = onWhite(grey ? first : third, alpha);
    return red << 16 | green << 8 | blue;
  }

  private static int onWhite(int colour, int alpha) {
    return alpha == 255 ? colour : (colour * alpha + 255 * (255 - alpha)) / 255;
  }

  /// One byte a sample, the samples of a pixel side by side.
  final class OfBytes implements Rows {
    private final int width;
    private final int height;
    private final byte[] data;
    private final int stride;
    private final int step;
    private final int[] offsets;

    OfBytes(int width, int height, byte[] data, PixelInterleavedSampleModel samples) {
      this.width = width;
      this.height = height;
      this.data = data;
      this.stride = samples.getScanlineStride();
      this.step = samples.getPixelStride();
      this.offsets = samples.getBandOffsets();
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public void read(int y, int[] rgb) {
      int bands = offsets.length;
      int at = y * stride;
      for (int x = 0; x < width; x++, at += step) {
        rgb[x] =
            packed(
                bands,
                data[at + offsets[0]] & 255,
                bands > 1 ? data[at + offsets[1]] & 255 : 0,
                bands > 2 ? data[at + offsets[2]] & 255 : 0,
                bands > 3 ? data[at + offsets[3]] & 255 : 0);
      }
    }
  }

  /// Samples in any order, of 8 or 16 bits.
  final class OfSamples implements Rows {
    private final BufferedImage image;
    private final int shift;
    private final int bands;
    private final int[] samples;

    OfSamples(BufferedImage image, int shift) {
      this.image = image;
      this.shift = shift;
      this.bands = image.getRaster().getNumBands();
      this.samples = new int[image.getWidth() * bands];
    }

    @Override
    public int width() {
      return image.getWidth();
    }

    @Override
    public int height() {
      return image.getHeight();
    }

    @Override
    public void read(int y, int[] rgb) {
      int[] row = image.getRaster().getPixels(0, y, width(), 1, samples);
      for (int x = 0; x < width(); x++) {
        int at = x * bands;
        rgb[x] =
            packed(
                bands,
                row[at] >> shift,
                bands > 1 ? row[at + 1] >> shift : 0,
                bands > 2 ? row[at + 2] >> shift : 0,
                bands > 3 ? row[at + 3] >> shift : 0);
      }
    }
  }

  /// Palettes and all others.
  record Asked(BufferedImage image) implements Rows {
    @Override
    public int width() {
      return image.getWidth();
    }

    @Override
    public int height() {
      return image.getHeight();
    }

    @Override
    public void read(int y, int[] rgb) {
      int[] row = image.getRGB(0, y, width(), 1, rgb, 0, width());
      for (int x = 0; x < row.length && x < width(); x++) {
        int p = row[x];
        rgb[x] = packed(4, p >> 16 & 255, p >> 8 & 255, p & 255, p >>> 24);
      }
    }
  }

  /// A picture that is small already.
  record OfPixels(Pixels pixels) implements Rows {
    @Override
    public int width() {
      return pixels.width();
    }

    @Override
    public int height() {
      return pixels.height();
    }

    @Override
    public void read(int y, int[] rgb) {
      System.arraycopy(pixels.rgb(), y * width(), rgb, 0, width());
    }
  }
}
