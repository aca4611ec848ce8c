package org.shuttersend.destination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// Photos on disk, as the sender holds them.
public final class Photos {
  /// More than travels in one request.
  public static final int LARGE = 5 * 1024 * 1024;

  private final HotFolder folder;

  public Photos(Path root) {
    this.folder = new HotFolder(1, "Exports", root);
  }

  /// Hears what a send tells, in order.
  public static final class Heard implements SendProgress {
    public final List<String> places = new ArrayList<>();
    public final List<Long> bytes = new ArrayList<>();

    @Override
    public void located(String location) {
      places.add(location);
    }

    @Override
    public void sent(long sent) {
      bytes.add(sent);
    }
  }

  public static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  public Outgoing photo(String path, byte[] content) throws IOException {
    Path file = folder.root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    var stamp = FileStamp.of(Files.readAttributes(file, BasicFileAttributes.class));
    return new Outgoing(
        new ObservedFile(new FileRef(folder, path), stamp),
        hash(content),
        "key-" + path.length(),
        Optional.empty());
  }

  public static Outgoing at(Outgoing photo, String location) {
    return new Outgoing(photo.file(), photo.hash(), photo.key(), Optional.of(location));
  }

  public static ContentHash hash(byte[] content) {
    try {
      return ContentHash.of(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
