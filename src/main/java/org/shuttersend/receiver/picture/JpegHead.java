package org.shuttersend.receiver.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.shuttersend.format.EmbeddedJpeg;

/// The segments a decoder needs of a JPEG, without the rest: cameras and hostile files put
/// megabytes there, and what is odd about them keeps decoders from sound pictures.
final class JpegHead {
  private static final int START_OF_SCAN = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int SEGMENTS = 2_000;
  private static final int MOST = 4 << 20;

  private final byte[] bytes;
  private final long rest;

  private JpegHead(byte[] bytes, long rest) {
    this.bytes = bytes;
    this.rest = rest;
  }

  /// Of the segments.
  byte[] bytes() {
    return bytes;
  }

  /// Where the coded data begins in the file.
  long rest() {
    return rest;
  }

  /// @param profile whether the colour profile is kept
  /// @throws NoPreview if it is none, or too long
  static JpegHead read(FileChannel channel, EmbeddedJpeg jpeg, boolean profile)
      throws IOException, NoPreview {
    var head = new ByteArrayOutputStream();
    head.write(0xff);
    head.write(0xd8);
    long at = jpeg.offset() + 2;
    for (int i = 0; i < SEGMENTS && head.size() < MOST; i++) {
      ByteBuffer start = read(channel, at, 4);
      int marker = start.getShort() & 0xffff;
      int code = marker & 255;
      if (marker >> 8 != 255) {
        break;
      }
      if (code == 255) {
        at++;
      } else if (code == START_OF_SCAN) {
        return new JpegHead(head.toByteArray(), at);
      } else {
        int length = 2 + Math.max(2, start.getShort() & 0xffff);
        if (isNeeded(code, profile)) {
          head.write(read(channel, at, length).array());
        }
        at += length;
      }
    }
    throw new NoPreview("its header is none that a camera writes");
  }

  private static boolean isNeeded(int code, boolean profile) {
    boolean about = (code >= APP0 && code <= APP15) || code == COMMENT;
    return !about || code == APP0 || code == APP14 || (code == APP2 && profile);
  }

  private static ByteBuffer read(FileChannel channel, long at, int length)
      throws IOException, NoPreview {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new NoPreview("its header ends early");
      }
    }
    return bytes.flip();
  }
}
