package org.shuttersend.after;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final byte[] TAKEN =
      "Shuttersend keeps this place for a photo that it is moving here.\n"
          .getBytes(StandardCharsets.UTF_8);

  private final Look look;

  RealDisk(Look look) {
    this.look = look;
  }

  @Override
  public Glance at(Path file) {
    return look.at(file);
  }

  @Override
  public Readiness readiness(Path file) {
    return look.readiness(file);
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
  public boolean isDirectory(Path file) {
    return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
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
      try {
        Files.createDirectory(one);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(one)) {
          throw e; // else photos of another folder come into it as well
        }
      }
      Durable.folder(Objects.requireNonNull(one.getParent()));
    }
  }

  @Override
  public void make(Path file, byte[] content) throws IOException {
    make(file, content, true);
  }

  private static void make(Path file, byte[] content, boolean lasting) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        if (lasting) {
          channel.force(true);
        }
      } catch (IOException e) {
        Files.deleteIfExists(file); // on a full disk it would be left empty
        throw e;
      }
    }
  }

  @Override
  public void take(Path place) throws IOException {
    make(place, TAKEN, false);
  }

  @Override
  public boolean isTaken(Path place) throws IOException {
    try (FileChannel channel =
        FileChannel.open(place, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.size() != TAKEN.length) {
        return false;
      }
      ByteBuffer bytes = ByteBuffer.allocate(TAKEN.length);
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes);
      }
      return Arrays.equals(bytes.array(), TAKEN);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException e) {
      throw new IOException("no links here", e);
    }
  }

  @Override
  public boolean isSame(Path one, Path other) throws IOException {
    var first = Files.readAttributes(one, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    var second = Files.readAttributes(other, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return first.isRegularFile()
        && second.isRegularFile()
        && hasTwoNames(one)
        && (first.fileKey() == null
            ? Files.isSameFile(one, other)
            : first.fileKey().equals(second.fileKey()));
  }

  /// One name that is seen in two places is none to spare.
  private static boolean hasTwoNames(Path file) throws IOException {
    try {
      return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
    } catch (UnsupportedOperationException e) {
      return true; // there a directory is never seen in two places
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
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return ContentHash.of(channel);
    }
  }
}
