package org.shuttersend.ui.thumbnail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How the camera was held: the EXIF orientation (1 to 8) of a JPEG. JavaFX does not apply it.
/// Reads the header only. Damaged headers mean upright.
public final class Orientation {
  public static final int UPRIGHT = 1;

  private static final int SOI = 0xffd8;
  private static final int APP1 = 0xffe1;
  private static final int FIRST_SEGMENT = 0xffc0;
  private static final int START_OF_SCAN = 0xffda;

  /// "Exif", 0, 0.
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private static final int TAG_ORIENTATION = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int MAX_SEGMENTS = 32;

  private Orientation() {}

  /// @param jpeg at its first byte; read up to the EXIF segment's end at most
  public static int read(InputStream jpeg) throws IOException {
    if (number(jpeg) != SOI) {
      return UPRIGHT;
    }
    for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
      int marker = number(jpeg);
      int length = number(jpeg) - 2;
      if (marker < FIRST_SEGMENT || marker == START_OF_SCAN || length < 0) {
        return UPRIGHT;
      }
      byte[] body = jpeg.readNBytes(length);
      if (marker == APP1 && startsWithExif(body)) {
        return ofTiff(ByteBuffer.wrap(body, EXIF.length, body.length - EXIF.length).slice());
      }
    }
    return UPRIGHT;
  }

  private static int ofTiff(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 0 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (entry > tiff.limit() - ENTRY_BYTES) {
        return UPRIGHT;
      }
      if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG_ORIENTATION) {
        int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static boolean startsWithExif(byte[] body) {
    return body.length >= EXIF.length
        && ByteBuffer.wrap(body, 0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
  }

  /// Two bytes, -1 at the end.
  private static int number(InputStream in) throws IOException {
    int high = in.read();
    int low = in.read();
    return high < 0 || low < 0 ? -1 : high << 8 | low;
  }
}
