package org.shuttersend.receiver.picture;

/// Makes a picture smaller: each new pixel is the average of all it covers, parts of pixels by
/// their share. Row by row, so that it needs no memory beside the result.
final class Shrinking {
  private final Rows rows;
  private final int width;
  private final int height;
  private final int[] result;

  /// For each column of the source: the column it falls into, and its share there; the rest falls
  /// into the next one.
  private final int[] column;

  private final float[] share;

  /// Of the new row under way, three colours a column.
  private float[] sum;

  private Shrinking(Rows rows, int width, int height) {
    this.rows = rows;
    this.width = width;
    this.height = height;
    this.result = new int[width * height];
    this.sum = new float[3 * width + 3];
    this.column = new int[rows.width()];
    this.share = new float[rows.width()];
    for (int x = 0; x < rows.width(); x++) {
      column[x] = first(x, rows.width(), width);
      share[x] = share(x, rows.width(), width);
    }
  }

  /// Never larger than it was.
  ///
  /// @param longSide of the result, at most
  static Pixels shrink(Rows rows, int longSide) {
    double scale = Math.min(1, (double) longSide / Math.max(rows.width(), rows.height()));
    int width = (int) Math.max(1, Math.round(rows.width() * scale));
    int height = (int) Math.max(1, Math.round(rows.height() * scale));
    return new Shrinking(rows, width, height).pixels();
  }

  private static int first(int at, int of, int into) {
    return (int) ((long) at * into / of);
  }

  /// Of what one old pixel covers of the new ones: the part in the first of them.
  private static float share(int at, int of, int into) {
    long end = (first(at, of, into) + 1L) * of;
    long covered = Math.min(end, (at + 1L) * into) - (long) at * into;
    return (float) covered / of;
  }

  private Pixels pixels() {
    int[] rgb = new int[rows.width()];
    float whole = (float) height / rows.height();
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, rgb);
      float[] line = line(rgb);
      int row = first(y, rows.height(), height);
      float part = share(y, rows.height(), height);
      add(line, part);
      if (first(y + 1, rows.height(), height) > row) {
        write(row);
        sum = new float[sum.length];
        add(line, whole - part);
      }
    }
    return new Pixels(width, height, result);
  }

  private float[] line(int[] rgb) {
    float[] line = new float[sum.length];
    float whole = (float) width / rows.width();
    for (int x = 0; x < rows.width(); x++) {
      int at = 3 * column[x];
      float here = share[x];
      float next = whole - here;
      int red = rgb[x] >> 16 & 255;
      int green = rgb[x] >> 8 & 255;
      int blue = rgb[x] & 255;
      line[at] += red * here;
      line[at + 1] += green * here;
      line[at + 2] += blue * here;
      line[at + 3] += red * next;
      line[at + 4] += green * next;
      line[at + 5] += blue * next;
    }
    return line;
  }

  private void add(float[] line, float weight) {
    for (int i = 0; i < line.length; i++) {
      sum[i] += line[i] * weight;
    }
  }

  private void write(int row) {
    for (int x = 0; x < width; x++) {
      int red = rounded(sum[3 * x]);
      int green = rounded(sum[3 * x + 1]);
      int blue = rounded(sum[3 * x + 2]);
      result[row * width + x] = red << 16 | green << 8 | blue;
    }
  }

  private static int rounded(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
