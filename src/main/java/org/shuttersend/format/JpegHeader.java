package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/// The segments of a JPEG up to its coded data.
///
/// @param frame what is coded, if it is of a kind decoders know
/// @param exif where the TIFF structure of its Exif segment begins
record JpegHeader(Optional<EmbeddedJpeg> frame, OptionalLong exif) {
  private static final int BASELINE = 0xc0;
  private static final int EXTENDED = 0xc1;
  private static final int PROGRESSIVE = 0xc2;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP1 = 0xe1;
  private static final int SEGMENTS = 2_000;
  private static final int SOI = 0xffd8;

  /// @param at its first byte
  /// @param length of it, as far as is known
  /// @throws Bytes.PastEnd if the file ends before its coded data begins
  static JpegHeader read(Bytes bytes, long at, long length) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    Optional<EmbeddedJpeg> frame = Optional.empty();
    OptionalLong exif = OptionalLong.empty();
    if (bytes.u16(at) != SOI) {
      return new JpegHeader(frame, exif);
    }
    long segment = at + 2;
    for (int i = 0; i < SEGMENTS; i++) {
      int marker = bytes.u16(segment);
      int code = marker & 0xff;
      if (marker >> 8 != 0xff || code == END_OF_IMAGE || code == START_OF_SCAN) {
        break;
      }
      if (code == 0xff) {
        segment++; // fill byte
        continue;
      }
      if (code == BASELINE || code == EXTENDED || code == PROGRESSIVE) {
        frame = frame(bytes, segment, at, length);
      } else if (code == APP1 && exif.isEmpty() && isExif(bytes, segment + 4)) {
        exif = OptionalLong.of(segment + 10);
      }
      segment += 2 + Math.max(2, bytes.u16(segment + 2));
    }
    return new JpegHeader(frame, exif);
  }

  private static boolean isExif(Bytes bytes, long at) throws IOException {
    return bytes.size() >= at + 6 && bytes.text(at, 6).equals("Exif\0\0");
  }

  private static Optional<EmbeddedJpeg> frame(Bytes bytes, long segment, long at, long length)
      throws IOException {
    int precision = bytes.u8(segment + 4);
    int height = bytes.u16(segment + 5);
    int width = bytes.u16(segment + 7);
    int components = bytes.u8(segment + 9);
    if (precision != 8 || width == 0 || height == 0 || components < 1 || components > 4) {
      return Optional.empty();
    }
    boolean progressive = bytes.u8(segment + 1) == PROGRESSIVE;
    return Optional.of(
        new EmbeddedJpeg(
            at,
            length,
            width,
            height,
            components,
            samples(bytes, segment, components),
            progressive));
  }

  /// Of a hundred pixels, all components together.
  private static int samples(Bytes bytes, long segment, int components) throws IOException {
    int most = 1;
    int sum = 0;
    for (int i = 0; i < components; i++) {
      int factors = bytes.u8(segment + 11 + 3L * i);
      int area = Math.max(1, (factors >> 4) * (factors & 15));
      sum += area;
      most = Math.max(most, area);
    }
    return 100 * sum / most;
  }
}
