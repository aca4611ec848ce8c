package org.shuttersend.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Disk;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Volume;

/// What is known of a hot folder from before. Asked by its scanning thread; may throw, which is
/// tried again.
public interface Memory extends News, Acquaintances {

  /// Which directory the folder was when it was last there.
  Optional<Volume> volume();

  /// The folder is this directory now.
  void remember(Volume volume);

  /// These are all disks the folder lies on, or that are mounted below it, now; others are not
  /// connected.
  ///
  /// @param disks by the path they are mounted at below the root; the root's own has the empty path
  void connected(Map<String, Disk> disks);

  /// About how many files are known there.
  long files();

  /// One that forgets.
  static Memory of(News news) {
    return new Memory() {
      @Override
      public List<ObservedFile> among(List<ObservedFile> batch) {
        return news.among(batch);
      }

      @Override
      public Optional<Volume> volume() {
        return Optional.empty();
      }

      @Override
      public void remember(Volume volume) {
        // Nothing is kept.
      }

      @Override
      public void connected(Map<String, Disk> disks) {
        // Nothing is kept.
      }

      @Override
      public List<Acquaintance> alike(String place, Disk disk) {
        return List.of();
      }

      @Override
      public long files() {
        return 0;
      }
    };
  }
}
