package org.shuttersend.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.Function;
import java.util.function.Predicate;
import org.shuttersend.catalog.Claim;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;

/// Tells a claimed photo's content, looking at the file before and after: a hash of a moving file
/// is a hash of nothing.
final class Hasher {
  private static final int CHUNK = 256 * 1024;

  /// What came of it.
  sealed interface Result {
    record Hashed(ContentHash hash) implements Result {}

    /// It is not the file that settled any more.
    record Changed() implements Result {}

    record Missing() implements Result {}

    record Unreadable(Reason reason) implements Result {}
  }

  private final Function<FileRef, Glance> look;
  private final Predicate<ObservedFile> onItsDisk;
  private final LocalReads reads;

  /// @param onItsDisk whether the disk a file was seen on is where it was
  Hasher(Function<FileRef, Glance> look, Predicate<ObservedFile> onItsDisk, LocalReads reads) {
    this.look = look;
    this.onItsDisk = onItsDisk;
    this.reads = reads;
  }

  Result hash(Claim claim) {
    ObservedFile file = claim.file();
    if (isElsewhere(file)) {
      return new Result.Missing();
    }
    Glance before = look.apply(file.ref());
    switch (before) {
      case Glance.Absent _ -> {
        return new Result.Missing();
      }
      case Glance.Unknown(String why) -> {
        return unreadable(why);
      }
      case Glance.Seen(FileStamp stamp) -> {
        if (!stamp.isSame(file.stamp())) {
          return new Result.Changed();
        }
      }
    }
    if (claim.hash().isPresent()) {
      return new Result.Hashed(claim.hash().get());
    }
    try {
      ContentHash hash = read(file);
      if (isElsewhere(file)) {
        return new Result.Missing();
      }
      return look.apply(file.ref()).isStill(file.stamp())
          ? new Result.Hashed(hash)
          : new Result.Changed();
    } catch (NoSuchFileException e) {
      return new Result.Missing();
    } catch (AccessDeniedException e) {
      return unreadable("permission denied"); // Java says the path alone
    } catch (IOException e) {
      return unreadable(String.valueOf(e.getMessage()));
    }
  }

  /// Another card's file may lie at its path, of the same size and time.
  private boolean isElsewhere(ObservedFile file) {
    return file.disk().isKnown() && !onItsDisk.test(file);
  }

  private static Result unreadable(String why) {
    return new Result.Unreadable(Reason.of(Reason.Code.FILE_UNREADABLE, why));
  }

  private ContentHash read(ObservedFile file) throws IOException {
    MessageDigest digest = ContentHash.sha256();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, file.stamp().size() + 1));
    reads.begins(file.ref());
    try (FileChannel channel = FileChannel.open(file.ref().file(), StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        reads.begins(file.ref()); // each read has its own time
        digest.update(buffer.flip());
        buffer.clear();
      }
    } finally {
      reads.ends();
    }
    return ContentHash.of(digest.digest());
  }
}
