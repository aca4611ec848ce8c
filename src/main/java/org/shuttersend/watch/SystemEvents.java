package org.shuttersend.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/// The system's own WatchService.
final class SystemEvents implements EventSource {
  private static final String EVENTS_PER_POLL = "jdk.nio.file.WatchService.maxEventsPerPoll";

  static {
    // With the default of 512 a burst of new files is mostly OVERFLOW. The service reads this once,
    // when its first key is made: nobody else in this program makes one.
    if (System.getProperty(EVENTS_PER_POLL) == null) {
      System.setProperty(EVENTS_PER_POLL, "65536");
    }
  }

  private final WatchService service;

  private SystemEvents(WatchService service) {
    this.service = service;
  }

  static EventSource open() throws IOException {
    try {
      return new SystemEvents(FileSystems.getDefault().newWatchService());
    } catch (IOException e) {
      throw translated(e);
    }
  }

  @Override
  public WatchKey register(Path directory) throws IOException {
    try {
      return directory.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    } catch (IOException e) {
      throw translated(e);
    }
  }

  /// The JDK has no type for it, only "User limit of inotify watches reached" and "User limit of
  /// inotify instances reached or too many open files".
  private static IOException translated(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("inotify instances")) {
      return new OutOfWatches(OutOfWatches.What.INSTANCES, message);
    }
    return message.contains("inotify") || message.contains("No space left")
        ? new OutOfWatches(OutOfWatches.What.WATCHES, message)
        : e;
  }

  @Override
  public WatchKey take() throws InterruptedException {
    return service.take();
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
