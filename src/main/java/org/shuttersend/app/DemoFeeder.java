package org.shuttersend.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.shuttersend.model.ContentHash;

/// Writes a demo's photos into the hot folder one after another, each in pieces, as a camera does.
final class DemoFeeder {
  private static final int PIECES = 4;

  private final DemoPhotos photos;
  private final Path hotFolder;
  private final Duration overall;
  private final Map<String, ContentHash> fed = new LinkedHashMap<>();

  DemoFeeder(DemoPhotos photos, Path hotFolder, Duration overall) {
    this.photos = photos;
    this.hotFolder = hotFolder;
    this.overall = overall;
  }

  /// Returns when all are written, or when it is told to stop.
  ///
  /// @return the content of each by its path
  Map<String, ContentHash> feed(StopSignal signal) throws IOException {
    Duration step = overall.dividedBy(Math.max(1, photos.paths().size()));
    long begun = System.nanoTime();
    Duration until = Duration.ZERO;
    for (String path : photos.paths()) {
      byte[] bytes = photos.bytes(path);
      write(path, bytes, step.dividedBy(2), signal);
      fed.put(path, ContentHash.of(ContentHash.sha256().digest(bytes)));
      until = until.plus(step);
      Duration left = until.minusNanos(System.nanoTime() - begun);
      if (signal.await(left.isNegative() ? Duration.ZERO : left)) {
        break;
      }
    }
    return fed;
  }

  private void write(String path, byte[] bytes, Duration time, StopSignal signal)
      throws IOException {
    Path file = hotFolder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Duration pause = time.dividedBy(PIECES);
    try (OutputStream out = Files.newOutputStream(file)) {
      int piece = bytes.length / PIECES + 1;
      for (int from = 0; from < bytes.length; from += piece) {
        out.write(bytes, from, Math.min(piece, bytes.length - from));
        // A write that is told to stop is still finished: a demo leaves no half photo behind.
        signal.await(pause.compareTo(Duration.ofMillis(100)) > 0 ? Duration.ofMillis(100) : pause);
      }
    }
  }
}
