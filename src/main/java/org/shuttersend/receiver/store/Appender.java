package org.shuttersend.receiver.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// Adds bytes to an upload's file and to its running hash. Used by one thread at a time.
public final class Appender implements Closeable {
  private final FileChannel channel;
  private final MessageDigest digest;
  private long position;

  Appender(Path file, long position, MessageDigest digest) throws StorageFailure {
    try {
      this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(position).position(position);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    this.position = position;
    this.digest = digest;
  }

  /// Bytes in the file.
  public long position() {
    return position;
  }

  MessageDigest digest() {
    return digest;
  }

  public void write(ByteBuffer bytes) throws StorageFailure {
    int length = bytes.remaining();
    digest.update(bytes.duplicate());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    position += length;
  }

  void truncate(long size) throws StorageFailure {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  @Override
  public void close() throws StorageFailure {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }
}
