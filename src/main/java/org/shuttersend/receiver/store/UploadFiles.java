package org.shuttersend.receiver.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.database.Durable;
import org.shuttersend.model.ContentHash;

/// The bytes of uploads under way, one file each. The file's size is the upload's offset: there is
/// no second book to disagree with it.
///
/// The hash runs along with the bytes and is kept in memory between the requests of an upload;
/// after a restart, or when too many uploads rest, it is made again from the file.
public final class UploadFiles {
  private static final int BUFFER = 64 * 1024;
  private static final int REMEMBERED = 256;

  private final Path folder;
  private final DiskRoom room;
  private final SharedSync names;

  /// Guarded by itself.
  private final Map<String, Running> resting = new LinkedHashMap<>();

  public UploadFiles(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    this.room = new DiskRoom(folder);
    this.names = new SharedSync(folder);
  }

  Path folder() {
    return folder;
  }

  Path file(String id) {
    return folder.resolve(id);
  }

  /// Bytes really there; 0 without a file.
  public long size(String id) throws StorageFailure {
    try {
      return Files.size(file(id));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /// The disk they lie on.
  public DiskRoom room() {
    return room;
  }

  /// Opens the file to go on behind its first `offset` bytes.
  public Appender open(String id, long offset) throws StorageFailure {
    return new Appender(file(id), offset, running(id, offset));
  }

  /// Remembers the hash for the next request. Not called after a storage failure: then the file is
  /// asked again.
  public void rest(String id, Appender appender) {
    rest(id, new Running(appender.position(), appender.digest()));
  }

  private void rest(String id, Running running) {
    synchronized (resting) {
      resting.put(id, running);
      if (resting.size() > REMEMBERED) {
        resting.remove(resting.keySet().iterator().next());
      }
    }
  }

  /// Forgets the hash of a finished upload.
  void forget(String id) {
    synchronized (resting) {
      resting.remove(id);
    }
  }

  /// Appends the body until it ends, is cut, or brings more than `room` bytes.
  ///
  /// @param keepsUnverified whether bytes of a cut body stay though its checksum could not be
  ///   checked: they may, where the whole file will be
  public Append append(
      String id,
      long offset,
      long room,
      InputStream body,
      Optional<Checksum> checksum,
      boolean keepsUnverified)
      throws StorageFailure {
    try (Appender appender = open(id, offset)) {
      Optional<MessageDigest> chunk = checksum.map(Checksum::digest);
      Append.End end = copy(body, appender, room, chunk);
      boolean kept =
          switch (end) {
            case WHOLE -> checksum.isEmpty() || checksum.get().matches(chunk.orElseThrow());
            case CUT -> checksum.isEmpty() || keepsUnverified;
            case TOO_LONG, DAMAGED -> false;
          };
      if (!kept) {
        appender.truncate(offset);
        return new Append(offset, end == Append.End.WHOLE ? Append.End.DAMAGED : end);
      }
      rest(id, appender);
      return new Append(appender.position(), end);
    }
  }

  private static Append.End copy(
      InputStream body, Appender appender, long room, Optional<MessageDigest> chunk)
      throws StorageFailure {
    byte[] buffer = new byte[BUFFER];
    long left = room;
    while (true) {
      int n;
      try {
        n = body.read(buffer);
      } catch (IOException e) {
        return Append.End.CUT;
      }
      if (n < 0) {
        return Append.End.WHOLE;
      }
      if (n > left) {
        return Append.End.TOO_LONG;
      }
      int length = n;
      chunk.ifPresent(digest -> digest.update(buffer, 0, length));
      appender.write(ByteBuffer.wrap(buffer, 0, n));
      left -= n;
    }
  }

  /// The hash of the whole file of `length` bytes. It is remembered, as finishing may have to wait.
  ContentHash hash(String id, long length) throws StorageFailure {
    MessageDigest digest = running(id, length);
    rest(id, new Running(length, digest));
    try {
      return ContentHash.of(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes the file, its time of last change and its name durable.
  ///
  /// @return its time of last change as the file system keeps it
  Instant seal(String id, Optional<Instant> modified) throws StorageFailure {
    try {
      if (modified.isPresent()) {
        Files.setLastModifiedTime(file(id), FileTime.from(modified.get()));
      }
      makeDurable(id);
      names.await();
      return Files.getLastModifiedTime(file(id)).toInstant();
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /// What failed once may be said to be there when it is asked for again, though the disk has lost
  /// it: such bytes have to come anew.
  private void makeDurable(String id) throws IOException, StorageFailure {
    try {
      Durable.file(file(id));
    } catch (IOException e) {
      delete(id);
      throw e;
    }
  }

  public void delete(String id) throws StorageFailure {
    forget(id);
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  private MessageDigest running(String id, long length) throws StorageFailure {
    Optional<Running> kept;
    synchronized (resting) {
      kept = Optional.ofNullable(resting.remove(id));
    }
    if (kept.isPresent() && kept.get().position == length) {
      return kept.get().digest;
    }
    MessageDigest digest = Digests.sha256();
    if (length > 0) {
      try {
        Digests.feed(digest, file(id), length);
      } catch (IOException e) {
        throw new StorageFailure(e);
      }
    }
    return digest;
  }

  /// How an append ended, and the offset after it.
  public record Append(long offset, End end) {
    public enum End {
      WHOLE,
      CUT,
      TOO_LONG,
      DAMAGED
    }
  }

  private record Running(long position, MessageDigest digest) {}
}
