package org.shuttersend.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A program that does in a hot folder at random what cameras, copies and editors do there: writes
/// files fast and slowly, in place and by renaming, appends, moves files and whole trees, deletes.
/// Several of them share the directories; each writes only files of its own name, so that whatever
/// is whole has a content it wrote down. Uses nothing of the product.
///
/// Arguments: seed, files, steps, the hot folder, a folder on the same disk beside it, the file for
/// the SHA-256 of each whole content. It begins with that many new files, as fast as the disk
/// allows.
public final class Photographer {
  private static final byte[] JPEG_START = HexFormat.of().parseHex("ffd8ffda00040000");
  private static final byte[] JPEG_END = HexFormat.of().parseHex("ffd9");
  private static final int LONGEST_PAUSE_MILLIS = 500;
  private static final int FLOODED = 20;

  private final Random random;
  private final long seed;
  private final Path hot;
  private final Path outside;
  private final Path whole;

  private Photographer(long seed, Path hot, Path outside, Path whole) {
    this.random = new Random(seed);
    this.seed = seed;
    this.hot = hot;
    this.outside = outside;
    this.whole = whole;
  }

  public static void main(String[] args) throws IOException {
    var photographer =
        new Photographer(
            Long.parseLong(args[0]), Path.of(args[3]), Path.of(args[4]), Path.of(args[5]));
    int files = Integer.parseInt(args[1]);
    for (int i = 0; i < files; i++) {
      photographer.flood(i);
    }
    int steps = Integer.parseInt(args[2]);
    for (int i = 0; i < steps; i++) {
      photographer.tryStep(i);
    }
  }

  private void flood(int i) throws IOException {
    Path directory = hot.resolve("flood %d-%d".formatted(seed, i % FLOODED));
    write(directory.resolve("f%d.nef".formatted(i)), content(-1 - i), 0);
  }

  private void tryStep(int i) throws IOException {
    try {
      step(i);
    } catch (java.nio.file.FileSystemException e) {
      // Another one moved or deleted it meanwhile: as in real life.
    }
  }

  private void step(int i) throws IOException {
    Path directory = directory();
    Path file = directory.resolve(name(random.nextInt(6)));
    switch (random.nextInt(12)) {
      case 0, 1 -> write(file, content(i), 0);
      case 2, 3 -> write(file, content(i), 1 + random.nextInt(3));
      case 4 -> append(file);
      case 5 -> {
        Path work = directory.resolve(seed + "-" + i + ".tmp");
        write(work, content(i), 0);
        Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
      }
      case 6 -> Files.move(file, directory().resolve(name(7)));
      case 7 -> Files.delete(file);
      case 8 -> Files.move(directory, directory());
      case 9 -> Files.move(directory, outside.resolve(seed + "-" + i));
      case 10 -> {
        Path tree = outside.resolve(seed + "+" + i);
        write(tree.resolve("card/DCIM").resolve(name(9)), content(i), 0);
        Files.move(tree, directory);
      }
      default -> Files.createDirectories(directory);
    }
  }

  private String name(int number) {
    return "p%d (%d).%s".formatted(seed, number, number % 2 == 0 ? "jpg" : "nef");
  }

  private Path directory() {
    Path directory = hot;
    for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
      directory = directory.resolve(List.of("a", "b", "Église").get(random.nextInt(3)));
    }
    return directory;
  }

  /// Every content there is differs from every other.
  private byte[] content(int step) {
    var text = new StringBuilder("photographer " + seed + " step " + step + " ");
    for (int length = random.nextInt(20_000); text.length() < length; ) {
      text.append(random.nextInt()).append(' ');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void write(Path file, byte[] content, int pauses) throws IOException {
    Files.createDirectories(file.getParent());
    boolean jpeg = file.toString().endsWith(".jpg");
    MessageDigest digest = digest();
    try (OutputStream out = Files.newOutputStream(file)) {
      if (jpeg) {
        put(out, digest, JPEG_START, 0, JPEG_START.length);
      }
      int parts = pauses + 1;
      for (int part = 0; part < parts; part++) {
        int from = content.length * part / parts;
        put(out, digest, content, from, content.length * (part + 1) / parts - from);
        if (part < pauses) {
          pause();
        }
      }
      if (jpeg) {
        put(out, digest, JPEG_END, 0, JPEG_END.length);
      }
      writeDown(digest);
    }
  }

  private void append(Path file) throws IOException {
    byte[] more = content(0);
    MessageDigest digest = digest();
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      // Read once it is open: the same file, wherever it is moved meanwhile.
      digest.update(Files.readAllBytes(file));
      put(out, digest, more, 0, more.length);
      writeDown(digest);
    }
  }

  private static void put(
      OutputStream out, MessageDigest digest, byte[] bytes, int from, int length)
      throws IOException {
    out.write(bytes, from, length);
    digest.update(bytes, from, length);
  }

  /// Before the file is closed: nobody may know a whole content earlier than this list.
  private void writeDown(MessageDigest digest) throws IOException {
    Files.writeString(
        whole,
        HexFormat.of().formatHex(digest.digest()) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void pause() {
    LockSupport.parkNanos(1_000_000L * random.nextInt(LONGEST_PAUSE_MILLIS));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
