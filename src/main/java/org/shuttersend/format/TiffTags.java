package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Goes through the directories of a TIFF structure, wherever in a file it lies, for what they say
/// of the picture and where they keep JPEGs of it. Directories in circles, nested ones and those of
/// endless length are left after a fixed number.
final class TiffTags {
  private static final int WIDTH = 0x100;
  private static final int HEIGHT = 0x101;
  private static final int COMPRESSION = 0x103;
  private static final int MAKE = 0x10f;
  private static final int MODEL = 0x110;
  private static final int STRIP_OFFSETS = 0x111;
  private static final int ORIENTATION = 0x112;
  private static final int STRIP_LENGTHS = 0x117;
  private static final int SUB_DIRECTORIES = 0x14a;
  private static final int JPEG_OFFSET = 0x201;
  private static final int JPEG_LENGTH = 0x202;
  private static final int PANASONIC_JPEG = 0x2e;
  private static final int EXIF = 0x8769;
  private static final int TAKEN = 0x9003;
  private static final int OFFSET_TAKEN = 0x9011;
  private static final int EXIF_WIDTH = 0xa002;
  private static final int EXIF_HEIGHT = 0xa003;
  private static final int LENS = 0xa434;

  /// Bytes of one value, by its type.
  private static final int[] WIDTHS = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private static final int OLD_JPEG = 6;
  private static final int JPEG = 7;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int DIRECTORIES = 60;
  private static final int ENTRIES = 1_000;
  private static final int SUBS = 16;
  private static final int TEXT = 200;

  private final Bytes bytes;
  private final long base;
  private final ByteOrder order;
  private final Sketch sketch;
  private final Deque<Long> waiting = new ArrayDeque<>();
  private final Set<Long> seen = new HashSet<>();

  private TiffTags(Bytes bytes, long base, ByteOrder order, Sketch sketch) {
    this.bytes = bytes;
    this.base = base;
    this.order = order;
    this.sketch = sketch;
  }

  /// @param base where the structure begins; its offsets count from there
  static void read(Bytes bytes, long base, Sketch sketch) throws IOException {
    String mark = bytes.text(base, 2);
    if (!mark.equals("II") && !mark.equals("MM")) {
      return;
    }
    ByteOrder order = mark.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    new TiffTags(bytes, base, order, sketch).readAll();
  }

  private void readAll() throws IOException {
    bytes.order(order);
    waiting.add(bytes.u32(base + 4));
    while (!waiting.isEmpty() && seen.size() < DIRECTORIES) {
      long directory = waiting.remove();
      if (directory != 0 && seen.add(directory)) {
        try {
          new Directory().read(base + directory);
        } catch (Bytes.PastEnd e) {
          sketch.endsEarly();
        }
      }
    }
  }

  /// One directory while it is read.
  private final class Directory {
    private long width;
    private long height;
    private long compression;
    private long strip = -1;
    private long stripLength;
    private long jpeg = -1;
    private long jpegLength;

    void read(long at) throws IOException {
      bytes.order(order);
      int entries = bytes.u16(at);
      for (int i = 0; i < Math.min(entries, ENTRIES); i++) {
        entry(at + 2 + 12L * i);
      }
      if (entries > ENTRIES) {
        sketch.holds(Long.MAX_VALUE >> 8);
      } else {
        waiting.add(bytes.u32(at + 2 + 12L * entries));
      }
      sketch.size(width, height);
      if (jpeg >= 0) {
        sketch.jpeg(bytes, base + jpeg, jpegLength);
      }
      if (strip >= 0 && (compression == OLD_JPEG || compression == JPEG)) {
        sketch.jpeg(bytes, base + strip, stripLength);
      }
      bytes.order(order);
    }

    private void entry(long entry) throws IOException {
      int type = bytes.u16(entry + 2);
      sketch.holds(bytes.u32(entry + 4) * (type < WIDTHS.length ? WIDTHS[type] : 1));
      switch (bytes.u16(entry)) {
        case WIDTH, EXIF_WIDTH -> width = number(entry);
        case HEIGHT, EXIF_HEIGHT -> height = number(entry);
        case COMPRESSION -> compression = number(entry);
        case STRIP_OFFSETS -> strip = single(entry);
        case STRIP_LENGTHS -> stripLength = single(entry);
        case JPEG_OFFSET -> jpeg = number(entry);
        case JPEG_LENGTH -> jpegLength = number(entry);
        case PANASONIC_JPEG -> {
          jpeg = bytes.u32(entry + 8);
          jpegLength = bytes.u32(entry + 4);
        }
        case ORIENTATION -> sketch.orientation(number(entry));
        case MAKE -> sketch.make(text(entry));
        case MODEL -> sketch.model(text(entry));
        case LENS -> sketch.lens(text(entry));
        case TAKEN -> sketch.taken(text(entry));
        case OFFSET_TAKEN -> sketch.offset(text(entry));
        case EXIF -> waiting.add(bytes.u32(entry + 8));
        case SUB_DIRECTORIES -> subDirectories(entry);
        default -> {
          // says nothing that is wanted here
        }
      }
    }

    private void subDirectories(long entry) throws IOException {
      long count = bytes.u32(entry + 4);
      long values = bytes.u32(entry + 8);
      for (int i = 0; i < Math.min(count, SUBS); i++) {
        waiting.add(count == 1 ? values : bytes.u32(base + values + 4L * i));
      }
    }

    private long single(long entry) throws IOException {
      return bytes.u32(entry + 4) == 1 ? number(entry) : -1;
    }

    private long number(long entry) throws IOException {
      return bytes.u16(entry + 2) == SHORT ? bytes.u16(entry + 8) : bytes.u32(entry + 8);
    }

    /// Empty if it is none, or lies outside the file.
    private String text(long entry) throws IOException {
      long count = bytes.u32(entry + 4);
      long at = count <= 4 ? entry + 8 : base + bytes.u32(entry + 8);
      int length = (int) Math.min(count, TEXT);
      if (bytes.u16(entry + 2) != ASCII || length > bytes.size() - at) {
        return "";
      }
      String text = bytes.text(at, length);
      int end = text.indexOf('\0');
      return end < 0 ? text : text.substring(0, end);
    }
  }
}
