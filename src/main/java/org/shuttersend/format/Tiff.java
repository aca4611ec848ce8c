package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// TIFF, and with it most RAW formats (DNG, NEF, CR2, ARW, PEF, ORF, RW2 …): directories that say
/// where picture data lies. All of it has to lie inside the file.
final class Tiff implements Ending.Format {
  private static final int STRIP_OFFSETS = 0x111;
  private static final int STRIP_LENGTHS = 0x117;
  private static final int TILE_OFFSETS = 0x144;
  private static final int TILE_LENGTHS = 0x145;
  private static final int SUB_DIRECTORIES = 0x14a;
  private static final int JPEG_OFFSET = 0x201;
  private static final int JPEG_LENGTH = 0x202;
  private static final int EXIF = 0x8769;

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int IFD = 13;

  /// Panasonic writes this where the offset is in a tag of its own.
  private static final long NO_OFFSET = 0xffff_ffffL;

  private static final int DIRECTORIES = 100;
  private static final int ENTRIES = 2_000;
  private static final long VALUES = 100_000;

  @Override
  public boolean begins(String magic) {
    return magic.startsWith("II*\0")
        || magic.startsWith("MM\0*")
        || magic.startsWith("IIRO")
        || magic.startsWith("IIRS")
        || magic.startsWith("MMOR")
        || magic.startsWith("IIU\0");
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(bytes.text(0, 2).equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Deque<Long> directories = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    directories.add(bytes.u32(4));
    while (!directories.isEmpty() && seen.size() < DIRECTORIES) {
      long at = directories.remove();
      if (at != 0 && seen.add(at) && new Directory(bytes, at).isCutOff(directories)) {
        return true;
      }
    }
    return false;
  }

  /// One directory: entries of 12 bytes, then where the next one is.
  private record Directory(Bytes bytes, long at) {
    boolean isCutOff(Deque<Long> more) throws IOException {
      int entries = bytes.u16(at);
      if (entries > ENTRIES) {
        return false; // no directory
      }
      Values strips = Values.NONE;
      Values stripLengths = Values.NONE;
      Values tiles = Values.NONE;
      Values tileLengths = Values.NONE;
      Values jpeg = Values.NONE;
      Values jpegLength = Values.NONE;
      for (int i = 0; i < entries; i++) {
        long entry = at + 2 + 12L * i;
        switch (bytes.u16(entry)) {
          case STRIP_OFFSETS -> strips = values(entry);
          case STRIP_LENGTHS -> stripLengths = values(entry);
          case TILE_OFFSETS -> tiles = values(entry);
          case TILE_LENGTHS -> tileLengths = values(entry);
          case JPEG_OFFSET -> jpeg = values(entry);
          case JPEG_LENGTH -> jpegLength = values(entry);
          case SUB_DIRECTORIES, EXIF -> follow(values(entry), more);
          default -> {
            // says nothing of where the picture lies
          }
        }
      }
      more.add(bytes.u32(at + 2 + 12L * entries));
      return reachesBeyond(strips, stripLengths)
          || reachesBeyond(tiles, tileLengths)
          || reachesBeyond(jpeg, jpegLength);
    }

    private void follow(Values directories, Deque<Long> more) throws IOException {
      for (long i = 0; i < Math.min(directories.count, DIRECTORIES); i++) {
        more.add(directories.get(bytes, i));
      }
    }

    private Values values(long entry) throws IOException {
      int type = bytes.u16(entry + 2);
      int width = type == SHORT ? 2 : type == LONG || type == IFD ? 4 : 0;
      long count = width == 0 ? 0 : Math.min(bytes.u32(entry + 4), VALUES);
      boolean inside = count * width <= 4;
      return new Values(inside ? entry + 8 : bytes.u32(entry + 8), count, width);
    }

    private boolean reachesBeyond(Values offsets, Values lengths) throws IOException {
      for (long i = 0; i < Math.min(offsets.count, lengths.count); i++) {
        long offset = offsets.get(bytes, i);
        if (offset != NO_OFFSET && offset + lengths.get(bytes, i) > bytes.size()) {
          return true;
        }
      }
      return false;
    }
  }

  private record Values(long at, long count, int width) {
    static final Values NONE = new Values(0, 0, 0);

    long get(Bytes bytes, long index) throws IOException {
      return width == 2 ? bytes.u16(at + 2 * index) : bytes.u32(at + 4 * index);
    }
  }
}
