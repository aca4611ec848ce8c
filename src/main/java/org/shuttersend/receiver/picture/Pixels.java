package org.shuttersend.receiver.picture;

/// A small picture in memory, red, green and blue in the lower 24 bits, row by row.
final class Pixels {
  private final int width;
  private final int height;
  private final int[] rgb;

  Pixels(int width, int height, int[] rgb) {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(width + " x " + height + " pixels in " + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// Not a copy.
  int[] rgb() {
    return rgb;
  }

  /// Turned and mirrored as the camera was held.
  ///
  /// @param orientation as EXIF counts, 1 to 8
  Pixels upright(int orientation) {
    if (orientation <= 1 || orientation > 8) {
      return this;
    }
    boolean sideways = orientation >= 5;
    int wide = sideways ? height : width;
    int high = sideways ? width : height;
    int[] turned = new int[rgb.length];
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        turned[y * wide + x] = rgb[source(x, y, wide, high, orientation)];
      }
    }
    return new Pixels(wide, high, turned);
  }

  /// Where the upright pixel (x, y) of a wide × high picture lies in the file's own rows.
  private static int source(int x, int y, int wide, int high, int orientation) {
    return switch (orientation) {
      case 2 -> y * wide + (wide - 1 - x);
      case 3 -> (high - 1 - y) * wide + (wide - 1 - x);
      case 4 -> (high - 1 - y) * wide + x;
      case 5 -> x * high + y;
      case 6 -> (wide - 1 - x) * high + y;
      case 7 -> (wide - 1 - x) * high + (high - 1 - y);
      default -> x * high + (high - 1 - y);
    };
  }
}
