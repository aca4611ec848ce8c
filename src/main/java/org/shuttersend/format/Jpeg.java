package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;

/// JPEG: segments, then coded picture data up to the end marker. Cameras and phones put all sorts
/// of things behind that, so it may be anywhere behind the start of the data.
final class Jpeg implements Ending.Format {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /// Most files end with the marker, some with a kilobyte of zeros after it.
  private static final int TAIL = 4 * 1024;

  /// Segments before the picture data; a file with more is none a camera makes.
  private static final int SEGMENTS = 2_000;

  @Override
  public boolean begins(String magic) {
    return magic.startsWith("\u00ff\u00d8\u00ff");
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    long at = 2;
    for (int i = 0; i < SEGMENTS; i++) {
      int marker = bytes.u16(at);
      if (marker >> 8 != 0xff) {
        return false;
      }
      int code = marker & 0xff;
      if (code == 0xff) {
        at++; // fill byte
      } else if (code == END_OF_IMAGE) {
        return false;
      } else if (code == START_OF_SCAN) {
        return !endsAfter(bytes, at + 2);
      } else {
        at += 2 + bytes.u16(at + 2);
      }
    }
    return false;
  }

  /// Within coded data 0xff is always followed by 0 or a restart marker: the first end marker is
  /// the end.
  private static boolean endsAfter(Bytes bytes, long data) throws IOException {
    long tail = Math.max(data, bytes.size() - TAIL);
    return hasEnd(bytes, tail, bytes.size()) || hasEnd(bytes, data, tail + 1);
  }

  private static boolean hasEnd(Bytes bytes, long from, long to) throws IOException {
    boolean escape = false;
    for (long at = from; at < to; at++) {
      int next = bytes.u8(at);
      if (escape && next == END_OF_IMAGE) {
        return true;
      }
      escape = next == 0xff;
    }
    return false;
  }
}
