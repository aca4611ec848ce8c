package org.shuttersend.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.Watchable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// Events about places that cannot be looked at: nothing is concluded, all of it is looked into.
class ListenerTest {
  @TempDir Path temporary;
  private final Recorder recorder = new Recorder();

  private Place hears(Path root, WatchEvent.Kind<Path> kind, String name) throws Exception {
    var folder = new HotFolder(1, "hot", root);
    var source = new OneEvent(new Event(kind, Path.of(name)));
    var watches = new Watches(source, new WatchLedger());
    watches.register(FileRef.root(folder));
    var place = new Place(folder);
    new Listener(
            source,
            watches,
            place,
            Selection.photographers(),
            recorder,
            new TroubleList(),
            new Cards())
        .run();
    return place;
  }

  private Path unseen() throws Exception {
    Path loop = temporary.resolve("loop");
    return Files.createSymbolicLink(loop, loop);
  }

  @Test
  void aFileDeletedOutOfSightIsNotGone() throws Exception {
    hears(unseen(), ENTRY_DELETE, "a.jpg");
    assertThat(recorder.gone()).isEmpty();
    assertThat(recorder.touched()).containsExactly("a.jpg");
  }

  @Test
  void aDirectoryDeletedOutOfSightIsNotGone() throws Exception {
    Place place = hears(unseen(), ENTRY_DELETE, "day");
    assertThat(recorder.events()).isEmpty();
    assertThat(place.takeFresh()).extracting(FileRef::path).containsExactly("day");
  }

  @Test
  void aDirectoryMadeOutOfSightIsLookedInto() throws Exception {
    Place place = hears(unseen(), ENTRY_CREATE, "day");
    assertThat(place.takeFresh()).extracting(FileRef::path).containsExactly("day");
  }

  @Test
  void whatIsCertainlyDeletedIsGone() throws Exception {
    Place place = hears(temporary, ENTRY_DELETE, "a.jpg");
    assertThat(recorder.gone()).containsExactly("a.jpg");
    assertThat(recorder.touched()).isEmpty();
    assertThat(place.takeFresh()).isEmpty();
  }

  private record Event(Kind<Path> kind, Path context) implements WatchEvent<Path> {
    @Override
    public int count() {
      return 1;
    }
  }

  /// Gives one key with one event and is closed then.
  private static final class OneEvent implements EventSource, WatchKey {
    private final WatchEvent<?> event;
    private boolean taken;

    OneEvent(WatchEvent<?> event) {
      this.event = event;
    }

    @Override
    public WatchKey register(Path directory) {
      return this;
    }

    @Override
    public WatchKey take() {
      if (taken) {
        throw new ClosedWatchServiceException();
      }
      taken = true;
      return this;
    }

    @Override
    public void close() {}

    @Override
    public boolean isValid() {
      return true;
    }

    @Override
    public List<WatchEvent<?>> pollEvents() {
      return List.of(event);
    }

    @Override
    public boolean reset() {
      return true;
    }

    @Override
    public void cancel() {}

    @Override
    public Watchable watchable() {
      throw new UnsupportedOperationException();
    }
  }
}
