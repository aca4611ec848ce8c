package org.shuttersend.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Grouping;

/// What a manifest comes to: the same memory however many files there are. All files of a directory
/// are told one after the other, for those of one photo are all in one. Owned by one thread.
final class ManifestTally {
  private final Map<ManifestVerdict, Long> files = new EnumMap<>(ManifestVerdict.class);
  private final Distinct stems = new Distinct();
  private final Distinct unsafeStems = new Distinct();
  private Optional<FileRef> directory = Optional.empty();
  private boolean asked = true;
  private long photos;
  private long unsafePhotos;

  void add(ManifestEntry entry) {
    FileRef parent = entry.ref().parent();
    if (!directory.equals(Optional.of(parent))) {
      end();
      directory = Optional.of(parent);
    }
    files.merge(entry.verdict(), 1L, Long::sum);
    if (entry.verdict().isPhoto()) {
      String photo = Grouping.key(entry.ref().path());
      stems.add(photo);
      if (entry.verdict() != ManifestVerdict.SAFE) {
        unsafeStems.add(photo);
      }
    }
  }

  /// The server said nothing of what it has now.
  void unasked() {
    asked = false;
  }

  /// No more files come.
  void end() {
    photos += stems.takeCount();
    unsafePhotos += unsafeStems.takeCount();
  }

  /// Photos, each with its sidecars and its RAW one photo.
  long photos() {
    return photos;
  }

  /// Photos of which not every file is safe.
  long unsafePhotos() {
    return unsafePhotos;
  }

  long files(ManifestVerdict verdict) {
    return files.getOrDefault(verdict, 0L);
  }

  /// Whether the server was asked and could say what it has now.
  boolean isAsked() {
    return asked;
  }

  /// Whether there is a photo, and every one is on the server for sure.
  boolean isSafe() {
    return photos > 0 && unsafePhotos == 0;
  }
}
