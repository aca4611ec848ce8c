package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// A file as numbers at offsets, through a window of a few kilobytes. Reads past the end give
/// `PastEnd`: the file is shorter than what it says of itself.
final class Bytes {
  private static final int WINDOW = 8 * 1024;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
  private long start;

  Bytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    window.limit(0);
  }

  /// In bytes.
  long size() {
    return size;
  }

  void order(ByteOrder order) {
    window.order(order);
  }

  int u8(long offset) throws IOException {
    return at(offset, 1).get((int) (offset - start)) & 0xff;
  }

  int u16(long offset) throws IOException {
    return at(offset, 2).getShort((int) (offset - start)) & 0xffff;
  }

  long u32(long offset) throws IOException {
    return at(offset, 4).getInt((int) (offset - start)) & 0xffff_ffffL;
  }

  /// A number no file is as long as passes for past the end.
  long u64(long offset) throws IOException {
    long number = at(offset, 8).getLong((int) (offset - start));
    if (number < 0) {
      throw new PastEnd();
    }
    return number;
  }

  /// Four letters, as formats use them to name their parts.
  String tag(long offset) throws IOException {
    return text(offset, 4);
  }

  String text(long offset, int length) throws IOException {
    ByteBuffer bytes = at(offset, length);
    var text = new byte[length];
    bytes.get((int) (offset - start), text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private ByteBuffer at(long offset, int length) throws IOException {
    if (offset < 0 || offset > size - length) {
      throw new PastEnd();
    }
    if (offset < start || offset + length > start + window.limit()) {
      fill(offset);
      if (window.limit() < length) {
        throw new PastEnd(); // shortened meanwhile
      }
    }
    return window;
  }

  private void fill(long offset) throws IOException {
    window.clear();
    start = offset;
    while (window.hasRemaining()) {
      if (channel.read(window, start + window.position()) < 0) {
        break;
      }
    }
    window.flip();
  }

  /// Something is said to be where the file has ended already.
  static final class PastEnd extends IOException {
    private static final long serialVersionUID = 1L;

    PastEnd() {
      super("past the end");
    }
  }
}
