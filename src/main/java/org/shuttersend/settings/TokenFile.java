package org.shuttersend.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// A file that holds one access token and that only its owner may read.
public final class TokenFile {
  private static final int RANDOM_BYTES = 32;
  private static final int LONGEST = 4096;
  private static final String KEPT = "token-";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private TokenFile() {}

  /// What came of reading one.
  public sealed interface Result {
    record Token(String value) implements Result {
      /// A token never shows itself.
      @Override
      public String toString() {
        return "Token";
      }
    }

    record Missing() implements Result {}

    record ReadableByOthers() implements Result {}

    /// Empty, too long, or not one line of printable ASCII.
    record Malformed() implements Result {}

    record Unreadable(String why) implements Result {}
  }

  public static Result read(Path file) {
    try {
      if (readableByOthers(file)) {
        return new Result.ReadableByOthers();
      }
      if (Files.size(file) > LONGEST) {
        return new Result.Malformed();
      }
      String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      return isWellFormed(token) ? new Result.Token(token) : new Result.Malformed();
    } catch (NoSuchFileException e) {
      return new Result.Missing();
    } catch (IOException e) {
      return new Result.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /// Whether it is one line of printable ASCII without blanks, as a token must be.
  public static boolean isWellFormed(String token) {
    return !token.isEmpty()
        && token.length() < LONGEST
        && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /// Keeps a token in a file of its own, that only the owner may read. Never in the place of
  /// another: until the settings name the new one, the old one holds.
  ///
  /// @param token [well formed][#isWellFormed]
  public static Path keep(Path folder, String token) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, KEPT, "", ownerOnly(folder));
    try {
      Files.writeString(file, token + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /// Deletes the tokens [kept][#keep] in a folder but this one.
  public static void forgetOthers(Path folder, Path kept) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, KEPT + "*")) {
      for (Path file : files) {
        if (!file.equals(kept)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// Reads it, or makes one with a random token that only the owner may read. Two that start at
  /// once agree on one.
  public static Result readOrCreate(Path file, SecureRandom random) {
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        create(file, folder, random);
      }
    } catch (FileAlreadyExistsException e) {
      return read(file);
    } catch (IOException e) {
      return new Result.Unreadable(String.valueOf(e.getMessage()));
    }
    return read(file);
  }

  /// The file appears with the token in it, or not at all: whoever starts at the same moment, or
  /// after a crash, never finds it empty.
  private static void create(Path file, Path folder, SecureRandom random) throws IOException {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Path fresh = Files.createTempFile(folder, ".token", ".new", ownerOnly(folder));
    try {
      Files.writeString(fresh, token + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      appear(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// @throws FileAlreadyExistsException if another was quicker
  private static void appear(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A file system without links, such as that of a memory card.
      Files.move(fresh, file);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    return isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Whether somebody else than its owner may read or write it.
  public static boolean readableByOthers(Path file) throws IOException {
    return isPosix(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
