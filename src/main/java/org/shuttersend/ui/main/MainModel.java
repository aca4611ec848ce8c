package org.shuttersend.ui.main;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.Snooze;

/// What the window shows and what can be done in it. Owned by the screen's thread; nothing in here
/// waits: wishes go to the feed and to the commands, answers come back as snapshots.
final class MainModel {
  private final FeedLoop feed;
  private final Commands commands;

  private final ReadOnlyObjectWrapper<Optional<Overview>> overview =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Rows> rows =
      new ReadOnlyObjectWrapper<>(Rows.loading(PhotoList.TRANSFERS, ""));
  private final ReadOnlyObjectWrapper<PhotoList> list =
      new ReadOnlyObjectWrapper<>(PhotoList.TRANSFERS);
  private final ReadOnlyObjectWrapper<Trouble> trouble = new ReadOnlyObjectWrapper<>(Trouble.NONE);

  private Wanted wanted = Wanted.top(PhotoList.TRANSFERS, "");
  private OptionalLong selected = OptionalLong.empty();

  /// What the window itself has to complain about.
  ///
  /// @param feed why what is shown is old
  /// @param command why the last command was not carried out
  record Trouble(Optional<String> feed, Optional<String> command) {
    static final Trouble NONE = new Trouble(Optional.empty(), Optional.empty());
  }

  MainModel(FeedLoop feed, Commands commands) {
    this.feed = feed;
    this.commands = commands;
  }

  /// Empty until the first snapshot.
  ReadOnlyObjectProperty<Optional<Overview>> overview() {
    return overview.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Rows> rows() {
    return rows.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<PhotoList> list() {
    return list.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Trouble> trouble() {
    return trouble.getReadOnlyProperty();
  }

  void apply(Pulled pulled) {
    switch (pulled) {
      case Pulled.Failed failed ->
          trouble.set(new Trouble(Optional.of(failed.detail()), trouble.get().command()));
      case Pulled.Snapshot(Overview now, Rows page) -> {
        trouble.set(new Trouble(Optional.empty(), trouble.get().command()));
        overview.set(Optional.of(now));
        // An answer to what was wanted before the last click comes too late.
        if (page.list() == wanted.list() && page.search().equals(wanted.search())) {
          rows.set(page);
        }
      }
    }
  }

  void show(PhotoList next) {
    if (next != list.get()) {
      list.set(next);
      look(Wanted.top(next, wanted.search()));
    }
  }

  void search(String part) {
    if (!part.equals(wanted.search())) {
      look(Wanted.top(wanted.list(), part));
    }
  }

  /// The user scrolled, or the window changed its size.
  void showing(int first, int visible) {
    Wanted next = wanted.at(first, visible);
    if (!next.equals(wanted)) {
      wanted = next;
      feed.want(next);
    }
  }

  /// The photo the user chose; it stays chosen when it moves in the list.
  OptionalLong selected() {
    return selected;
  }

  void select(OptionalLong photoId) {
    selected = photoId;
  }

  void pause(Snooze snooze) {
    run(actions -> actions.pause(snooze));
  }

  void resume() {
    run(MainActions::resume);
  }

  void tryNow() {
    run(MainActions::tryNow);
  }

  void sendAgain(PhotoRow row) {
    run(actions -> actions.sendAgain(row.id()));
  }

  void dismiss(PhotoRow row) {
    run(actions -> actions.dismiss(row.id()));
  }

  void showInFolder(Path file) {
    run(actions -> actions.showInFolder(file));
  }

  void addFolder(Path folder) {
    run(actions -> actions.addFolder(folder));
  }

  void rescan(HotFolder folder) {
    run(actions -> actions.rescan(folder));
  }

  void dismissTrouble() {
    trouble.set(new Trouble(trouble.get().feed(), Optional.empty()));
  }

  private void look(Wanted next) {
    wanted = next;
    selected = OptionalLong.empty();
    rows.set(Rows.loading(next.list(), next.search()));
    feed.want(next);
  }

  private void run(Consumer<MainActions> command) {
    dismissTrouble();
    commands.run(
        command,
        feed::pullSoon,
        detail -> trouble.set(new Trouble(trouble.get().feed(), Optional.of(detail))));
  }
}
