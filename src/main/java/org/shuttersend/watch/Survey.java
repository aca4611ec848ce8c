package org.shuttersend.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble;

/// One walk through a folder that decides about every file as a watcher would, tells, and changes
/// nothing. Holds one open directory and the names of those still to visit, however many files
/// there are. Owned by one thread; an interrupt ends it.
public final class Survey {
  /// The longest path Linux opens, in bytes with the zero at its end.
  private static final int LONGEST_PATH = 4096;

  private static final int LONGEST_CHARACTER = 3;

  private final Selection selection;
  private final Visitor visitor;
  private final boolean everywhere;
  private final Deque<Visit> toVisit = new ArrayDeque<>();

  /// A directory to look into.
  ///
  /// @param leftOut why nothing in it is sent, if so
  private record Visit(FileRef directory, Optional<Verdict> leftOut) {}

  private Survey(Selection selection, Visitor visitor, boolean everywhere) {
    this.selection = selection;
    this.visitor = visitor;
    this.everywhere = everywhere;
  }

  /// As a watcher goes: directories that are left out are not looked into.
  public Survey(Selection selection, Visitor visitor) {
    this(selection, visitor, false);
  }

  /// Also into directories that are left out: what is in them is told with the same verdict.
  public static Survey everywhere(Selection selection, Visitor visitor) {
    return new Survey(selection, visitor, true);
  }

  /// Walks through all of it; the order is the file system's, all files of a directory one after
  /// the other.
  public void walk(HotFolder folder) {
    walk(FileRef.root(folder));
  }

  /// Walks through a directory of a hot folder.
  public void walk(FileRef start) {
    toVisit.push(new Visit(start, above(start)));
    while (!toVisit.isEmpty() && !Thread.currentThread().isInterrupted()) {
      Visit visit = toVisit.pop();
      FileRef directory = visit.directory;
      try (Listing listing = Listing.of(directory)) {
        Optional<Path> entry = listing.next();
        while (entry.isPresent() && !Thread.currentThread().isInterrupted()) {
          see(visit, entry.get());
          entry = listing.next();
        }
      } catch (NoSuchFileException e) {
        continue; // gone since it was listed
      } catch (IOException e) {
        trouble(Trouble.Kind.UNREADABLE, directory, words(e));
      }
      visitor.through(directory);
    }
  }

  /// Why a directory is left out, by its own name or by that of one above it.
  private Optional<Verdict> above(FileRef start) {
    if (start.path().isEmpty()) {
      return Optional.empty();
    }
    Optional<Verdict> above = above(start.parent());
    return above.isPresent()
        ? above
        : Optional.of(selection.directory(start.path())).filter(verdict -> !verdict.isSent());
  }

  private void see(Visit visit, Path entry) {
    FileRef directory = visit.directory;
    Optional<String> name = Decoded.name(entry.getFileName());
    if (name.isEmpty()) {
      trouble(Trouble.Kind.NAME_NOT_TEXT, directory.child(entry.getFileName().toString()), "");
      return;
    }
    FileRef ref = directory.child(name.get());
    if (isTooLong(entry)) {
      trouble(Trouble.Kind.PATH_TOO_LONG, ref, "");
      return;
    }
    try {
      var attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        seeDirectory(ref, visit.leftOut);
      } else if (attributes.isRegularFile()) {
        Verdict byName = visit.leftOut.orElseGet(() -> selection.file(ref.path()));
        visitor.file(
            new ObservedFile(ref, FileStamp.of(attributes)),
            byName.isSent() ? selection.size(ref.path(), attributes.size()) : byName);
      } else if (attributes.isSymbolicLink()) {
        trouble(Trouble.Kind.LINK, ref, "");
      }
    } catch (NoSuchFileException e) {
      return; // gone since it was listed
    } catch (IOException e) {
      trouble(Trouble.Kind.UNREADABLE, ref, words(e));
    }
  }

  private void seeDirectory(FileRef ref, Optional<Verdict> leftOut) {
    Verdict verdict = leftOut.orElseGet(() -> selection.directory(ref.path()));
    if (verdict.isSent()) {
      toVisit.push(new Visit(ref, Optional.empty()));
      return;
    }
    visitor.directoryLeftOut(ref, verdict);
    if (everywhere) {
      toVisit.push(new Visit(ref, Optional.of(verdict)));
    }
  }

  private void trouble(Trouble.Kind kind, FileRef ref, String detail) {
    visitor.trouble(new Trouble(kind, ref.path(), detail));
  }

  private static boolean isTooLong(Path file) {
    String path = file.toString();
    return path.length() >= LONGEST_PATH / LONGEST_CHARACTER
        && path.getBytes(StandardCharsets.UTF_8).length >= LONGEST_PATH;
  }

  private static String words(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  /// Hears of everything once.
  public interface Visitor {

    /// A regular file in a directory that is looked into.
    void file(ObservedFile file, Verdict verdict);

    /// A directory of which nothing is sent; not looked into, unless the survey goes everywhere.
    void directoryLeftOut(FileRef directory, Verdict verdict);

    /// Something that is not sent, though somebody may think it is.
    void trouble(Trouble trouble);

    /// Every file directly in this directory was told.
    void through(FileRef directory);
  }
}
