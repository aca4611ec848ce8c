package org.shuttersend.chaos.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A few numbers that a test and the program it torments share through a file, so that a kill point
/// can be set, and the clock moved, while the program runs. Any thread of both.
public final class Control {
  public static final int NONE = 0;

  private static final int POINT = 0;
  private static final int COUNT = 4;
  private static final int FIRED = 8;
  private static final int OFFSET = 16;
  private static final int BYTES = 24;

  private static final VarHandle INTS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MappedByteBuffer map;

  private Control(MappedByteBuffer map) {
    this.map = map;
  }

  public static Control open(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Control(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The program ends when it comes by this point for the `count`th time from now.
  public void arm(int point, int count) {
    INTS.setVolatile(map, FIRED, NONE);
    INTS.setVolatile(map, COUNT, count);
    INTS.setVolatile(map, POINT, point);
  }

  public void disarm() {
    INTS.setVolatile(map, POINT, NONE);
  }

  boolean isDue(int point) {
    return (int) INTS.getVolatile(map, POINT) == point && (int) INTS.getAndAdd(map, COUNT, -1) == 1;
  }

  void fire(int point) {
    INTS.setVolatile(map, FIRED, point);
  }

  /// The point at which the program ended since it was armed; `NONE` if it did not.
  public int fired() {
    return (int) INTS.getVolatile(map, FIRED);
  }

  /// How far the program's clock is ahead, in milliseconds.
  public void offset(long millis) {
    LONGS.setVolatile(map, OFFSET, millis);
  }

  public long offset() {
    return (long) LONGS.getVolatile(map, OFFSET);
  }
}
