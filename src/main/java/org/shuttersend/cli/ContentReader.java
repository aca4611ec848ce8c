package org.shuttersend.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.settle.Look;

/// Tells what is in a file, where that is asked for.
@FunctionalInterface
interface ContentReader {
  int CHUNK = 256 * 1024;

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
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, file.stamp().size() + 1));
    try (FileChannel channel = FileChannel.open(file.ref().file(), StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return ContentHash.of(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
