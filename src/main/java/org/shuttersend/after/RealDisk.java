package org.shuttersend.after;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.shuttersend.database.Durable;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Glance;
import org.shuttersend.settle.Look;
import org.shuttersend.settle.Readiness;

/// The real files.
final class RealDisk implements Disk {
  private static final int CHUNK = 256 * 1024;

  private final Look look;

  RealDisk(Look look) {
    this.look = look;
  }

  @Override
  public Glance at(Path file) {
    return look.at(file);
  }

  @Override
  public boolean isInDoubt(Path file) {
    return look.readiness(file) != Readiness.COMPLETE;
  }

  @Override
  public String volume(Path file) throws IOException {
    try {
      return Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS).toString();
    } catch (UnsupportedOperationException e) {
      return Files.getFileStore(file).toString();
    }
  }

  @Override
  public List<Path> list(Path directory, Predicate<String> names) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path entry : all) {
        if (names.test(entry.getFileName().toString())) {
          found.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    return found;
  }

  @Override
  public boolean isEmptyDirectory(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(file)) {
      return !all.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  @Override
  public boolean exists(Path file) {
    return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void makeDirectories(Path directory) throws IOException {
    var missing = new ArrayDeque<Path>();
    Path above = directory;
    while (above != null && !Files.isDirectory(above)) {
      missing.push(above);
      above = above.getParent();
    }
    for (Path one : missing) {
      Files.createDirectory(one);
      Durable.folder(Objects.requireNonNull(one.getParent()));
    }
  }

  @Override
  public void make(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (content.length > 0) {
        channel.force(true);
      }
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void sync(Path directory) throws IOException {
    try {
      Durable.folder(directory);
    } catch (NoSuchFileException e) {
      // Somebody removed it, and all in it is elsewhere.
      return;
    }
  }

  @Override
  public ContentHash hash(Path file) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
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
