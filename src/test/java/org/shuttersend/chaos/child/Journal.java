package org.shuttersend.chaos.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a program made durable and what not, one line each, as a disk would know it. It survives
/// the program: the next one goes on with it. Guarded by itself.
///
/// | line | meaning |
/// | --- | --- |
/// | `C file` | made |
/// | `S file length` | so many bytes of it synced |
/// | `M from to` | about to be renamed |
/// | `X file` | about to be deleted |
/// | `K folder` | made |
/// | `D folder position` | synced by a call that began when the journal was so long |
public final class Journal {
  public static final String SEPARATOR = "\t";

  private final FileChannel out;
  private long position;

  Journal(Path file) {
    try {
      this.out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      this.position = out.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized long position() {
    return position;
  }

  synchronized void write(Object... fields) throws IOException {
    var line = new StringBuilder();
    for (Object field : fields) {
      line.append(line.isEmpty() ? "" : SEPARATOR).append(field);
    }
    byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    position += out.write(ByteBuffer.wrap(bytes), position);
  }
}
