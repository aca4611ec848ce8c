package org.shuttersend.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble.Kind;

/// One walk through directories, in steps, so that the scanning thread can turn to more urgent work
/// in between. Each directory is registered first and listed then: what appears in between is in
/// the list, what appears after gives an event.
///
/// Holds at most one open directory, one batch of files, and the directories still to visit. Owned
/// by the scanning thread.
final class Scan implements AutoCloseable {
  static final int BATCH = 512;

  /// With more directories than this unreadable, all of the folder is scanned again instead.
  private static final int UNREADABLE = 1_000;

  /// What Linux opens in one go, with the zero at the end.
  private static final int LONGEST_PATH = 4_096;

  private static final int LONGEST_CHARACTER = 4;

  private final Registrar registrar;
  private final Selection selection;
  private final News news;
  private final Consumer<FolderEvent> out;
  private final Recent recent;
  private final boolean deep;
  private final TroubleList troubles = new TroubleList();

  private final Deque<FileRef> toVisit = new ArrayDeque<>();
  private final List<ObservedFile> batch = new ArrayList<>(BATCH);
  private Optional<Listing> open = Optional.empty();
  private final Set<FileRef> unreadable = new LinkedHashSet<>();
  private boolean overflown;
  private Optional<FolderHealth> rootLost = Optional.empty();
  private long directories;
  private long seen;
  private long found;

  /// @param recent hears when the directories changed
  /// @param deep whether to go down into directories
  Scan(
      Registrar registrar,
      Selection selection,
      News news,
      Consumer<FolderEvent> out,
      Recent recent,
      boolean deep) {
    this.registrar = registrar;
    this.selection = selection;
    this.news = news;
    this.out = out;
    this.recent = recent;
    this.deep = deep;
  }

  void add(FileRef directory) {
    toVisit.push(directory);
  }

  boolean isDone() {
    return open.isEmpty() && toVisit.isEmpty() && batch.isEmpty();
  }

  /// Opens the next directory, or looks at up to 512 entries of the open one.
  void step() {
    if (open.isPresent()) {
      read(open.get());
    } else if (!toVisit.isEmpty()) {
      enter(toVisit.pop());
    }
    if (batch.size() >= BATCH || (open.isEmpty() && toVisit.isEmpty())) {
      report();
    }
  }

  private void enter(FileRef directory) {
    directories++;
    try {
      registrar.register(directory);
      open = Optional.of(Listing.of(directory));
    } catch (IOException e) {
      failed(directory, e);
    }
  }

  private void read(Listing listing) {
    try {
      for (int i = 0; i < BATCH && batch.size() < BATCH; i++) {
        Optional<Path> entry = listing.next();
        if (entry.isEmpty()) {
          close();
          return;
        }
        see(listing.directory(), entry.get());
      }
    } catch (IOException e) {
      close();
      failed(listing.directory(), e);
    }
  }

  private void see(FileRef directory, Path entry) {
    Optional<String> name = Decoded.name(entry.getFileName());
    if (name.isEmpty()) {
      troubles.add(Kind.NAME_NOT_TEXT, directory.child(entry.getFileName().toString()), "");
      return;
    }
    FileRef ref = directory.child(name.get());
    boolean file = selection.takes(ref.path());
    boolean subdirectory = selection.enters(ref.path());
    if (!file && !subdirectory) {
      return;
    }
    if (isTooLong(entry)) {
      troubles.add(Kind.PATH_TOO_LONG, ref, "");
      return;
    }
    try {
      var attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory() && subdirectory && deep) {
        recent.offer(ref.path(), attributes.lastModifiedTime().toMillis());
        toVisit.push(ref);
      } else if (attributes.isRegularFile() && file) {
        seen++;
        batch.add(new ObservedFile(ref, FileStamp.of(attributes)));
      } else if (attributes.isSymbolicLink()) {
        troubles.add(Kind.LINK, ref, "");
      }
    } catch (NoSuchFileException e) {
      return; // gone since it was listed: its directory's event tells
    } catch (IOException e) {
      unsure(directory, e);
    }
  }

  private static boolean isTooLong(Path file) {
    String path = file.toString();
    return path.length() >= LONGEST_PATH / LONGEST_CHARACTER
        && path.getBytes(StandardCharsets.UTF_8).length >= LONGEST_PATH;
  }

  private void report() {
    if (batch.isEmpty()) {
      return;
    }
    for (ObservedFile file : news.among(List.copyOf(batch))) {
      found++;
      out.accept(new FolderEvent.Touched(file.ref()));
    }
    batch.clear();
  }

  private void failed(FileRef directory, IOException e) {
    boolean absent =
        e instanceof NoSuchFileException
            || e instanceof NotDirectoryException
            || Ancestors.preclude(directory.file());
    if (directory.path().isEmpty()) {
      rootLost = Optional.of(FolderHealth.of(absent ? Cause.ABSENT : Cause.UNREADABLE));
    } else if (!absent) { // otherwise gone since it was listed: its parent's event tells
      unsure(directory, e);
    }
  }

  /// There may be more in the directory than was seen.
  private void unsure(FileRef directory, IOException e) {
    String words =
        e instanceof AccessDeniedException
            ? "permission denied"
            : e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    troubles.add(Kind.UNREADABLE, directory, words);
    if (unreadable.size() < UNREADABLE) {
      unreadable.add(directory);
    } else {
      overflown = true;
    }
  }

  /// Directories that could not be read, or not to their end, and may be readable later.
  Set<FileRef> unreadable() {
    return Set.copyOf(unreadable);
  }

  /// There were more of those than can be kept: the folder is in doubt.
  boolean isOverflown() {
    return overflown;
  }

  TroubleList troubles() {
    return troubles;
  }

  /// How the folder is if its own root could not be read.
  Optional<FolderHealth> rootLost() {
    return rootLost;
  }

  long directories() {
    return directories;
  }

  /// Files that were looked at.
  long seen() {
    return seen;
  }

  /// Files that were news.
  long found() {
    return found;
  }

  @Override
  public void close() {
    if (open.isPresent()) {
      Listing listing = open.get();
      open = Optional.empty();
      try {
        listing.close();
      } catch (IOException e) {
        failed(listing.directory(), e);
      }
    }
  }

  /// Starts events for a directory, where events are to be had.
  @FunctionalInterface
  interface Registrar {
    void register(FileRef directory) throws IOException;
  }
}
