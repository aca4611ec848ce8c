package org.shuttersend.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.settle.Look;

/// Tells what is in a file, where that is asked for.
@FunctionalInterface
interface ContentReader {
  Result read(ObservedFile file);

  sealed interface Result {
    /// Not asked for.
    record Unread() implements Result {}

    record Read(ContentHash hash) implements Result {}

    /// It was written while it was being read, or before.
    record Changed() implements Result {}

    record Failed(String words) implements Result {}
  }

  static ContentReader none() {
    return _ -> new Result.Unread();
  }

  /// Reads all of it, with a look before and after: the hash of a moving file is the hash of
  /// nothing.
  static ContentReader whole(Look look) {
    return file -> {
      try {
        if (!look.at(file.ref().file()).isStill(file.stamp())) {
          return new Result.Changed();
        }
        ContentHash hash = hash(file);
        return look.at(file.ref().file()).isStill(file.stamp())
            ? new Result.Read(hash)
            : new Result.Changed();
      } catch (IOException e) {
        return new Result.Failed(Inputs.why(e));
      }
    };
  }

  private static ContentHash hash(ObservedFile file) throws IOException {
    try (FileChannel channel = FileChannel.open(file.ref().file(), StandardOpenOption.READ)) {
      return ContentHash.of(channel);
    }
  }
}
