package org.shuttersend.receiver.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import javax.imageio.stream.ImageInputStreamImpl;

/// A part of a file as decoders read it, with other bytes in front. Nothing is kept in memory.
final class PictureSource extends ImageInputStreamImpl {
  private final FileChannel channel;
  private final byte[] head;
  private final long offset;
  private final long length;

  /// Decoders hide it among their own complaints.
  private Optional<IOException> failure = Optional.empty();

  /// @param head comes first
  /// @param offset of what follows in the file
  /// @param length of what follows
  PictureSource(FileChannel channel, byte[] head, long offset, long length) {
    this.channel = channel;
    this.head = head;
    this.offset = offset;
    this.length = length;
  }

  /// Why the disk could not be read.
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public long length() {
    return head.length + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (most == 0) {
      return 0;
    }
    int n = streamPos < head.length ? ofHead(bytes, from, most) : ofFile(bytes, from, most);
    if (n > 0) {
      streamPos += n;
    }
    return n;
  }

  private int ofHead(byte[] bytes, int from, int most) {
    int n = (int) Math.min(most, head.length - streamPos);
    System.arraycopy(head, (int) streamPos, bytes, from, n);
    return n;
  }

  private int ofFile(byte[] bytes, int from, int most) throws IOException {
    long at = streamPos - head.length;
    if (at >= length) {
      return -1;
    }
    int n = (int) Math.min(most, length - at);
    try {
      return channel.read(ByteBuffer.wrap(bytes, from, n), offset + at);
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }
}
