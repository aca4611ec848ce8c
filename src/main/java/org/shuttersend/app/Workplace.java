package org.shuttersend.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Refusal;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Counts;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.Progress;
import org.shuttersend.model.Snooze;
import org.shuttersend.settings.Settings;
import org.shuttersend.settings.SettingsStore;
import org.shuttersend.ui.main.MainActions;
import org.shuttersend.ui.main.MainFeed;

/// What the windows work with: the user's settings, and the pipeline once they are complete. What
/// changes them comes from the threads of two windows, one after the other.
final class Workplace implements MainFeed, MainActions, AutoCloseable {
  private final DataFolder data;
  private final SettingsStore store;
  private final Opening opening;
  private final Inputs inputs;
  private final Clock clock;
  private volatile Settings settings; // changed under this object's lock
  private volatile Optional<Running> running = Optional.empty(); // as the settings

  private record Running(Pipeline pipeline, PipelineFeed feed, PipelineActions actions) {}

  /// Starts the pipeline where the settings are complete.
  Workplace(DataFolder data, SettingsStore store, Opening opening, Inputs inputs, Clock clock)
      throws Refusal {
    this.data = data;
    this.store = store;
    this.opening = opening;
    this.inputs = inputs;
    this.clock = clock;
    try {
      this.settings = store.load();
    } catch (IOException e) {
      throw inputs.unusable(e);
    }
    startIfComplete();
  }

  private void startIfComplete() throws Refusal {
    boolean complete =
        settings.server().isPresent()
            && settings.tokenFile().isPresent()
            && !settings.folders().isEmpty();
    if (running.isEmpty() && complete) {
      URI server = inputs.server(settings.server().get(), false);
      String token = inputs.token(settings.tokenFile().get());
      opening.apart(data.path(), settings.roots());
      for (ChosenFolder folder : settings.folders()) {
        inputs.check(folder.choosing());
      }
      Pipeline pipeline =
          opening.pipeline(data, settings.folders(), settings.limits(), server, token);
      running =
          Optional.of(
              new Running(
                  pipeline, new PipelineFeed(pipeline, clock), new PipelineActions(pipeline)));
    }
  }

  @Override
  public Overview overview() {
    return running.map(r -> r.feed.overview()).orElseGet(this::nothingYet);
  }

  private Overview nothingYet() {
    var folders = new ArrayList<FolderStatus>();
    for (Path root : settings.roots()) {
      var folder = new HotFolder(folders.size() + 1, root.getFileName().toString(), root);
      folders.add(new FolderStatus(folder, FolderStatus.Health.WATCHING, 0));
    }
    return new Overview(
        clock.instant(),
        new Progress(0, 0, 0, 0, Optional.empty(), Optional.empty()),
        Pace.none(0, Optional.empty()),
        new Counts(0, 0, 0, 0, 0, 0),
        folders,
        Optional.empty());
  }

  @Override
  public List<PhotoRow> page(PhotoList list, String search, long offset, int limit) {
    return running.map(r -> r.feed.page(list, search, offset, limit)).orElse(List.of());
  }

  @Override
  public long count(PhotoList list, String search) {
    return running.map(r -> r.feed.count(list, search)).orElse(0L);
  }

  @Override
  public synchronized void addFolder(Path folder) {
    var folders = new ArrayList<>(settings.folders());
    if (settings.roots().contains(folder)) {
      return;
    }
    folders.add(new ChosenFolder(folder, Choosing.USUAL));
    var changed = settings.with(folders);
    try {
      opening.apart(data.path(), List.of(folder));
      store.save(changed);
      settings = changed;
      if (running.isPresent()) {
        running.get().actions.addFolder(folder);
      } else {
        startIfComplete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Refusal e) {
      throw new IllegalStateException(e.sentence(), e);
    }
  }

  /// What the user chose from now on.
  Settings settings() {
    return settings;
  }

  /// Saves them and works by them. Limits hold within a moment; for other folders or another server
  /// the pipeline begins anew: what it was sending goes on from where it was.
  ///
  /// @throws Refusal if they cannot be used; then all stays as it was
  synchronized void apply(Settings chosen) throws Refusal {
    check(chosen);
    Settings before = settings;
    save(chosen);
    if (running.isPresent() && chosen.with(before.limits()).equals(before)) {
      running.get().pipeline.limits(chosen.limits());
      return;
    }
    stop();
    try {
      startIfComplete();
    } catch (Refusal e) {
      save(before);
      startIfComplete();
      throw e;
    }
  }

  private void save(Settings chosen) throws Refusal {
    try {
      store.save(chosen);
    } catch (IOException e) {
      throw inputs.unusable(e);
    }
    settings = chosen;
  }

  private void check(Settings chosen) throws Refusal {
    if (chosen.server().isPresent()) {
      inputs.server(chosen.server().get(), false);
    }
    if (chosen.tokenFile().isPresent()) {
      inputs.token(chosen.tokenFile().get());
    }
    opening.apart(data.path(), chosen.roots());
    for (ChosenFolder folder : chosen.folders()) {
      inputs.check(folder.choosing());
    }
  }

  private void stop() {
    Optional<Running> old = running;
    running = Optional.empty();
    old.ifPresent(r -> r.pipeline.close());
  }

  @Override
  public void pause(Snooze snooze) {
    running.ifPresent(r -> r.actions.pause(snooze));
  }

  @Override
  public void resume() {
    running.ifPresent(r -> r.actions.resume());
  }

  @Override
  public void tryNow() {
    running.ifPresent(r -> r.actions.tryNow());
  }

  @Override
  public void sendAgain(long photoId) {
    running.ifPresent(r -> r.actions.sendAgain(photoId));
  }

  @Override
  public void dismiss(long photoId) {
    running.ifPresent(r -> r.actions.dismiss(photoId));
  }

  @Override
  public void showInFolder(Path file) {
    FileManager.show(file);
  }

  @Override
  public void rescan(HotFolder folder) {
    running.ifPresent(r -> r.actions.rescan(folder));
  }

  @Override
  public synchronized void close() {
    stop();
  }
}
