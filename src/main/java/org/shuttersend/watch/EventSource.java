package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;

/// Where events come from: the WatchService, or in a test one that loses some.
interface EventSource extends AutoCloseable {

  /// Starts events for one directory, not for those below it. Registering a directory again gives
  /// the key it has, whatever its name was then.
  ///
  /// @throws OutOfWatches if the system gives no more
  WatchKey register(Path directory) throws IOException;

  /// Waits for a key with events.
  ///
  /// @throws java.nio.file.ClosedWatchServiceException once closed
  WatchKey take() throws InterruptedException;

  @Override
  void close() throws IOException;

  @FunctionalInterface
  interface Opener {
    EventSource open() throws IOException;
  }

  /// The system's limit of watches or of watching programs is reached, or it has no events at all.
  final class OutOfWatches extends IOException {
    private static final long serialVersionUID = 1L;

    private final What what;

    OutOfWatches(What what, String message) {
      super(message);
      this.what = what;
    }

    What what() {
      return what;
    }

    enum What {
      WATCHES,
      INSTANCES,
      ALL
    }
  }
}
