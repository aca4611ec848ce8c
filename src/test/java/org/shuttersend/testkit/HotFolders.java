package org.shuttersend.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// Writes files into a hot folder and looks at them as the watching rooms do.
public final class HotFolders {
  private HotFolders() {}

  public static ObservedFile write(HotFolder folder, String path, String content) {
    return write(folder, path, content.getBytes(StandardCharsets.UTF_8));
  }

  public static ObservedFile write(HotFolder folder, String path, byte[] content) {
    try {
      Path file = folder.root().resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, content);
      return look(new FileRef(folder, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObservedFile look(FileRef ref) {
    try {
      return new ObservedFile(
          ref,
          FileStamp.of(
              Files.readAttributes(
                  ref.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ContentHash hash(Path file) {
    try {
      return hash(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ContentHash hash(byte[] content) {
    try {
      return ContentHash.of(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
