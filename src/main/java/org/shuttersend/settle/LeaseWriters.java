package org.shuttersend.settle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.shuttersend.watch.Volumes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Linux: a read lease (fcntl(2), F_SETLEASE) is given only while nobody has the file open for
/// writing, which is exactly what we want to know. It is given back at once; a program that opens
/// the file for writing in between waits for these microseconds.
///
/// The kernel gives leases to the file's owner and to privileged programs only: otherwise the
/// answer is `UNKNOWN`. So it is on network shares, where a lease is refused also for other
/// reasons, and in the same words.
final class LeaseWriters implements Writers {
  private static final Logger log = LoggerFactory.getLogger(LeaseWriters.class);

  private static final int O_RDONLY_NONBLOCK_NOFOLLOW_CLOEXEC = 0x800 | 0x20000 | 0x80000;
  private static final int O_NOFOLLOW_ON_ARM = 0x8000;
  private static final int F_SETSIG = 10;
  private static final int F_SETLEASE = 1024;
  private static final int F_RDLCK = 0;
  private static final int F_UNLCK = 2;

  /// Ignored unless a program asks for it. The usual SIGIO, which tells that somebody waits for the
  /// lease, would end this program.
  private static final int SIGURG = 23;

  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EPERM = 1;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle open;
  private final MethodHandle fcntl;
  private final MethodHandle close;
  private final Charset names;
  private final int flags;

  private LeaseWriters(MethodHandle open, MethodHandle fcntl, MethodHandle close) {
    this.open = open;
    this.fcntl = fcntl;
    this.close = close;
    this.names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    this.flags = arm ? 0x800 | O_NOFOLLOW_ON_ARM | 0x80000 : O_RDONLY_NONBLOCK_NOFOLLOW_CLOEXEC;
  }

  /// Without native access every answer is `UNKNOWN`.
  @SuppressWarnings("restricted") // three functions of the C library, as fcntl(2) describes them
  static Writers load() {
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      var errno = Linker.Option.captureCallState("errno");
      return new LeaseWriters(
          linker.downcallHandle(
              library.findOrThrow("open"),
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.firstVariadicArg(2),
              errno),
          linker.downcallHandle(
              library.findOrThrow("fcntl"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
              Linker.Option.firstVariadicArg(2),
              errno),
          linker.downcallHandle(
              library.findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
    } catch (RuntimeException | LinkageError e) {
      log.warn("Files open for writing cannot be told on this system: {}", e.toString());
      return file -> State.UNKNOWN;
    }
  }

  @Override
  public State of(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment path = name(file, arena);
      int descriptor = (int) open.invokeExact(state, path, flags);
      if (descriptor < 0) {
        int error = (int) ERRNO.get(state, 0L);
        return error == EACCES || error == EPERM ? State.UNREADABLE : State.UNKNOWN;
      }
      try {
        State asked = ask(descriptor, state);
        return asked == State.SOME && Volumes.isOnNetwork(file) ? State.UNKNOWN : asked;
      } finally {
        int _ = (int) close.invokeExact(descriptor);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// The bytes of the name with the zero that ends it.
  private MemorySegment name(Path file, Arena arena) {
    byte[] bytes = file.toString().getBytes(names);
    MemorySegment name = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, name, JAVA_BYTE, 0, bytes.length);
    return name;
  }

  private State ask(int descriptor, MemorySegment state) throws Throwable {
    if ((int) fcntl.invokeExact(state, descriptor, F_SETSIG, SIGURG) < 0) {
      return State.UNKNOWN;
    }
    if ((int) fcntl.invokeExact(state, descriptor, F_SETLEASE, F_RDLCK) == 0) {
      int _ = (int) fcntl.invokeExact(state, descriptor, F_SETLEASE, F_UNLCK);
      return State.NONE;
    }
    return (int) ERRNO.get(state, 0L) == EAGAIN ? State.SOME : State.UNKNOWN;
  }
}
