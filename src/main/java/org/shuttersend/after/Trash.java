package org.shuttersend.after;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;

/// The trash of the freedesktop.org specification: the user's own, or that of the disk a file lies
/// on, so that nothing is ever copied. The note that says where a file was is made first, and takes
/// its name.
final class Trash implements Goal {
  private static final int STICKY = 01000;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final String WHEN = "DeletionDate=";
  private static final String INFO = ".trashinfo";

  /// A line of ours, which others have to pass over: of which photo a note is.
  private static final String MARK = "X-Shuttersend=";

  private static final String UNRESERVED = "-_.~/";

  private final Optional<Home> home;
  private final Disk disk;
  private final Clock clock;

  /// Whose trash it is.
  ///
  /// @param data `$XDG_DATA_HOME`
  /// @param user the user's number
  record Home(Path data, String user) {
    /// Empty on systems that do not have this kind of trash.
    static Optional<Home> ofThisUser() {
      if (!System.getProperty("os.name", "").startsWith("Linux")) {
        return Optional.empty();
      }
      String set = Optional.ofNullable(System.getenv("XDG_DATA_HOME")).orElse("");
      Path data =
          set.startsWith("/")
              ? Path.of(set)
              : Path.of(System.getProperty("user.home", "/"), ".local", "share");
      try {
        return Optional.of(
            new Home(data, Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString()));
      } catch (IOException | UnsupportedOperationException e) {
        return Optional.empty();
      }
    }
  }

  /// A folder with `files` and `info`.
  ///
  /// @param top what paths in it are relative to; empty where they are absolute
  private record Bin(Path folder, Optional<Path> top) {}

  Trash(Optional<Home> home, Disk disk, Clock clock) {
    this.home = home;
    this.disk = disk;
    this.clock = clock;
  }

  @Override
  public List<Intent> plan(List<Movable> group) throws Stays, IOException {
    Path files = bin(group.getFirst().file().ref().file()).folder.resolve("files");
    for (int number = 1; number <= Places.tries(); number++) {
      Optional<List<Intent>> free = free(group, files, number);
      if (free.isPresent()) {
        return free.get();
      }
    }
    throw none("no free name");
  }

  private Optional<List<Intent>> free(List<Movable> group, Path files, int number) {
    var intents = new ArrayList<Intent>();
    for (Movable photo : group) {
      Path place = files.resolve(Places.numbered(photo.file().ref().name(), number));
      if (disk.exists(place) || disk.exists(info(place))) {
        return Optional.empty();
      }
      intents.add(new Intent(photo, place.toString()));
    }
    return Optional.of(intents);
  }

  private static Stays none(String why) {
    return new Stays(new Trouble(Kind.MOVE_NO_TRASH, "", why), true);
  }

  private static Path info(Path place) {
    Path bin = Objects.requireNonNull(Objects.requireNonNull(place.getParent()).getParent());
    return bin.resolve("info").resolve(place.getFileName() + INFO);
  }

  private Bin bin(Path file) throws Stays, IOException {
    if (home.isEmpty()) {
      throw none("");
    }
    String volume = disk.volume(file);
    Path own = home.get().data.resolve("Trash");
    if (disk.volume(existing(own)).equals(volume)) {
      return made(new Bin(own, Optional.empty()));
    }
    Path top = top(file, volume);
    Path shared = top.resolve(".Trash");
    if (Files.isDirectory(shared, LinkOption.NOFOLLOW_LINKS) && isSticky(shared)) {
      try {
        return made(new Bin(shared.resolve(home.get().user), Optional.of(top)));
      } catch (Stays e) {
        // The other one may do.
        return made(new Bin(top.resolve(".Trash-" + home.get().user), Optional.of(top)));
      }
    }
    return made(new Bin(top.resolve(".Trash-" + home.get().user), Optional.of(top)));
  }

  private static Path existing(Path folder) {
    Path above = folder;
    while (!Files.isDirectory(above) && above.getParent() != null) {
      above = above.getParent();
    }
    return above;
  }

  /// Where the volume is mounted.
  private Path top(Path file, String volume) throws IOException {
    Path top = Objects.requireNonNull(file.toRealPath(LinkOption.NOFOLLOW_LINKS).getParent());
    while (top.getParent() != null && disk.volume(top.getParent()).equals(volume)) {
      top = top.getParent();
    }
    return top;
  }

  private static boolean isSticky(Path folder) throws IOException {
    int mode = (int) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & STICKY) != 0;
  }

  private Bin made(Bin bin) throws Stays {
    try {
      for (Path folder :
          List.of(bin.folder, bin.folder.resolve("files"), bin.folder.resolve("info"))) {
        if (!disk.isDirectory(folder)) {
          if (disk.exists(folder)) {
            throw new NotDirectoryException(
                folder.toString()); // a link: whose is what it leads to?
          }
          disk.makeDirectories(folder);
          ownAlone(folder);
        }
      }
      return bin;
    } catch (IOException e) {
      throw none(Causes.words(e));
    }
  }

  /// Where the file system keeps no permissions there is nothing to be set.
  private static void ownAlone(Path folder) throws IOException {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (UnsupportedOperationException e) {
      return;
    } catch (FileSystemException e) {
      return;
    }
  }

  @Override
  public void take(Intent intent) throws IOException {
    Path place = Places.to(intent);
    Path info = info(place);
    disk.make(info, note(intent, place).getBytes(StandardCharsets.UTF_8));
    try {
      disk.take(place);
    } catch (FileAlreadyExistsException e) {
      disk.delete(info);
      throw e;
    }
    disk.sync(Objects.requireNonNull(info.getParent()));
  }

  private String note(Intent intent, Path place) {
    Path file = Places.from(intent);
    Path bin = Objects.requireNonNull(Objects.requireNonNull(place.getParent()).getParent());
    boolean own = home.filter(h -> bin.equals(h.data.resolve("Trash"))).isPresent();
    Path top = Objects.requireNonNull(bin.getParent());
    Path above = bin.getFileName().toString().startsWith(".Trash-") ? top : top.getParent();
    String path = own || above == null ? file.toString() : relative(above, file);
    return "[Trash Info]\nPath="
        + encoded(path)
        + "\n"
        + WHEN
        + DATE.format(LocalDateTime.now(clock))
        + "\n"
        + mark(intent)
        + "\n";
  }

  private static String relative(Path top, Path file) {
    try {
      return top.relativize(file.toRealPath(LinkOption.NOFOLLOW_LINKS)).toString();
    } catch (IOException e) {
      return file.toString();
    }
  }

  private static String encoded(String path) {
    var encoded = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }

  /// Whoever puts a file of the same path into the trash himself may get the same place, but does
  /// not write this.
  private static String mark(Intent intent) {
    return MARK + intent.photo().id();
  }

  /// A name in the trash belongs to whoever made its note.
  @Override
  public boolean isOurs(Intent intent) throws IOException {
    try {
      return Files.readAllLines(info(Places.to(intent))).contains(mark(intent));
    } catch (NoSuchFileException | CharacterCodingException e) {
      return false; // never made, or not by us
    }
  }

  /// The note only if it is ours.
  @Override
  public void giveBack(Intent intent) throws IOException {
    Path place = Places.to(intent);
    Places.giveBack(disk, place);
    if (isOurs(intent) && !disk.exists(place)) {
      disk.delete(info(place));
    }
  }
}
