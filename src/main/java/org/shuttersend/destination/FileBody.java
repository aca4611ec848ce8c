package org.shuttersend.destination;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// The bytes of a file from an offset to its announced end, streamed. One-shot, so that they are
/// never silently sent a second time.
public final class FileBody extends RequestBody {
  private static final int CHUNK = 64 * 1024;

  private final Path file;
  private final long offset;
  private final long size;
  private final MediaType type;
  private final LongConsumer sent;
  private final Reading reading;
  private final Gate gate;

  /// @param size of the whole file, as announced
  /// @param sent hears how many bytes of the file are out, counted from its beginning
  /// @param reading hears of each read
  /// @param gate asked before each piece
  public FileBody(
      Path file,
      long offset,
      long size,
      MediaType type,
      LongConsumer sent,
      Reading reading,
      Gate gate) {
    this.gate = gate;
    this.file = file;
    this.offset = offset;
    this.size = size;
    this.type = type;
    this.sent = sent;
    this.reading = reading;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return size - offset;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    try (FileChannel channel = open()) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, size - offset)));
      long position = offset;
      while (position < size) {
        int piece = gate.bytes((int) Math.min(buffer.capacity(), size - position));
        buffer.clear().limit(piece);
        int read = read(channel, buffer, position);
        sink.write(buffer.array(), 0, read);
        position += read;
        sent.accept(position);
      }
    }
  }

  private FileChannel open() throws LocalFileException {
    reading.begins();
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw changed();
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      reading.ends();
    }
  }

  private int read(FileChannel channel, ByteBuffer buffer, long position)
      throws LocalFileException {
    reading.begins();
    try {
      int read = channel.read(buffer, position);
      if (read <= 0) {
        throw changed();
      }
      return read;
    } catch (LocalFileException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      reading.ends();
    }
  }

  private static LocalFileException changed() {
    return new LocalFileException(new Failure.Changed(Reason.of(Reason.Code.FILE_CHANGED)));
  }

  private static LocalFileException unreadable(IOException e) {
    return new LocalFileException(
        new Failure.Retry(Reason.of(Reason.Code.FILE_UNREADABLE, String.valueOf(e.getMessage()))));
  }
}
