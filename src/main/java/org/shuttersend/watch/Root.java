package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Volume;

/// Tells whether what is at a hot folder's path is the hot folder. Owned by the scanning thread.
final class Root {
  private final HotFolder folder;
  private final Selection selection;
  private final Memory memory;

  Root(HotFolder folder, Selection selection, Memory memory) {
    this.folder = folder;
    this.selection = selection;
    this.memory = memory;
  }

  /// What a look came to.
  sealed interface Sight {
    /// @param key what the system calls the directory as long as it stays
    /// @param madeAnew whether it is a new, empty directory in the place of one that was deleted
    record There(String key, boolean madeAnew) implements Sight {}

    record Away(FolderHealth why) implements Sight {}
  }

  /// @param connected the key it had at the last look, if it was there
  Sight look(Optional<String> connected) {
    try {
      var attributes = Files.readAttributes(folder.root(), BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        return away(Cause.ABSENT);
      }
      if (!Files.isReadable(folder.root()) || !Files.isExecutable(folder.root())) {
        return away(Cause.UNREADABLE);
      }
      String key = Anchor.key(attributes);
      return connected.isPresent() && connected.get().equals(key)
          ? new Sight.There(key, false)
          : lookCloser(key);
    } catch (AccessDeniedException e) {
      return away(Cause.UNREADABLE);
    } catch (IOException e) {
      return away(Cause.ABSENT);
    }
  }

  /// Attributes may be had where the entries may not, as on a share that is not well; and where a
  /// volume was there may be an empty directory now.
  private Sight lookCloser(String key) throws IOException {
    boolean empty;
    try (Listing listing = Listing.of(FileRef.root(folder))) {
      empty = isEmpty(listing);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw e;
    } catch (IOException e) {
      return away(Cause.UNREADABLE);
    }
    Volume now = Volumes.of(folder.root());
    Optional<Volume> known = memory.volume();
    boolean madeAnew = false;
    if (known.isEmpty() || !known.get().isSame(now)) {
      boolean emptied = empty && known.isPresent() && memory.files() > 0;
      madeAnew = emptied && isMadeAnew(known.get(), now);
      if (emptied && !madeAnew) {
        return new Sight.Away(FolderHealth.of(Cause.EMPTY_MOUNT_POINT, known.get().name()));
      }
      memory.remember(now);
    }
    return new Sight.There(key, madeAnew);
  }

  /// Another directory of the same disk: what is mounted here is what was mounted here, so nothing
  /// was pulled. What a server shows may still be the place where its own disk is missing.
  private boolean isMadeAnew(Volume known, Volume now) {
    return !now.store().isEmpty() && known.isOnSameDisk(now) && !Volumes.isOnNetwork(folder.root());
  }

  /// Of what could be photos: a mount point may hold a hidden file.
  private boolean isEmpty(Listing listing) throws IOException {
    Optional<Path> entry = listing.next();
    while (entry.isPresent()) {
      String name = entry.get().getFileName().toString();
      boolean aside = selection.isAside(name + "/");
      if (aside || selection.takes(name) || selection.enters(name)) {
        return false;
      }
      entry = listing.next();
    }
    return true;
  }

  private static Sight away(Cause cause) {
    return new Sight.Away(FolderHealth.of(cause));
  }
}
