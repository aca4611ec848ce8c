package org.shuttersend.ui.thumbnail;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Turns a small picture upright, cuts the middle to the shape of a thumbnail and averages it down.
/// Any thread: it makes a new image of bytes.
final class ThumbnailPixels {
  /// Twice what a row shows, for screens with two pixels a point.
  static final int WIDTH = 112;

  static final int HEIGHT = 84;

  private ThumbnailPixels() {}

  /// @param orientation as EXIF counts, 1 to 8
  static Image thumbnail(Image picture, int orientation) {
    int rawWidth = (int) picture.getWidth();
    int rawHeight = (int) picture.getHeight();
    var raw = new int[rawWidth * rawHeight];
    picture
        .getPixelReader()
        .getPixels(0, 0, rawWidth, rawHeight, PixelFormat.getIntArgbInstance(), raw, 0, rawWidth);
    boolean sideways = orientation >= 5;
    int width = sideways ? rawHeight : rawWidth;
    int height = sideways ? rawWidth : rawHeight;
    double scale = Math.min((double) width / WIDTH, (double) height / HEIGHT);
    double left = (width - WIDTH * scale) / 2;
    double top = (height - HEIGHT * scale) / 2;

    var pixels = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        var sum = new Average();
        int endY = last(top + (y + 1) * scale, height);
        int endX = last(left + (x + 1) * scale, width);
        for (int fromY = first(top + y * scale, endY); fromY <= endY; fromY++) {
          for (int fromX = first(left + x * scale, endX); fromX <= endX; fromX++) {
            sum.add(raw[source(fromX, fromY, width, height, orientation)]);
          }
        }
        pixels[y * WIDTH + x] = sum.argb();
      }
    }
    var image = new WritableImage(WIDTH, HEIGHT);
    image
        .getPixelWriter()
        .setPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
    return image;
  }

  private static int first(double position, int atMost) {
    return Math.clamp((int) Math.floor(position), 0, atMost);
  }

  private static int last(double position, int size) {
    return Math.clamp((int) Math.ceil(position) - 1, 0, size - 1);
  }

  /// Where the upright pixel (x, y) of a width × height picture lies in the file's own rows.
  private static int source(int x, int y, int width, int height, int orientation) {
    return switch (orientation) {
      case 2 -> y * width + (width - 1 - x);
      case 3 -> (height - 1 - y) * width + (width - 1 - x);
      case 4 -> (height - 1 - y) * width + x;
      case 5 -> x * height + y;
      case 6 -> (width - 1 - x) * height + y;
      case 7 -> (width - 1 - x) * height + (height - 1 - y);
      case 8 -> x * height + (height - 1 - y);
      default -> y * width + x;
    };
  }

  private static final class Average {
    private int count;
    private int alpha;
    private int red;
    private int green;
    private int blue;

    void add(int argb) {
      count++;
      alpha += argb >>> 24;
      red += argb >> 16 & 0xff;
      green += argb >> 8 & 0xff;
      blue += argb & 0xff;
    }

    int argb() {
      return (alpha / count) << 24 | (red / count) << 16 | (green / count) << 8 | blue / count;
    }
  }
}
