package org.shuttersend.ui.main;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.Snooze;

/// A feed from memory that records who asked for what, and on which thread. Guarded by itself.
final class RecordingFeed implements MainFeed, MainActions {
  private final Map<PhotoList, List<PhotoRow>> rows = new EnumMap<>(PhotoList.class);
  private final List<String> threads = new ArrayList<>();
  private Overview overview;
  private int largestPage;
  private int rounds;
  private boolean broken;

  /// The commands, as `name argument`.
  final List<String> commands = new CopyOnWriteArrayList<>();

  RecordingFeed(Overview overview) {
    this.overview = overview;
  }

  synchronized void set(Overview overview) {
    this.overview = overview;
  }

  synchronized void set(PhotoList list, List<PhotoRow> rows) {
    this.rows.put(list, rows);
  }

  synchronized void breakDown(boolean broken) {
    this.broken = broken;
  }

  synchronized int rounds() {
    return rounds;
  }

  synchronized List<String> threads() {
    return threads.stream().distinct().toList();
  }

  synchronized int largestPage() {
    return largestPage;
  }

  @Override
  public synchronized Overview overview() {
    record();
    rounds++;
    if (broken) {
      throw new IllegalStateException("the catalog is locked");
    }
    return overview;
  }

  @Override
  public synchronized List<PhotoRow> page(PhotoList list, String search, long offset, int limit) {
    record();
    largestPage = Math.max(largestPage, limit);
    return matching(list, search).stream().skip(offset).limit(limit).toList();
  }

  @Override
  public synchronized long count(PhotoList list, String search) {
    record();
    return matching(list, search).size();
  }

  @Override
  public void pause(Snooze snooze) {
    command("pause " + snooze);
  }

  @Override
  public void resume() {
    command("resume");
  }

  @Override
  public void tryNow() {
    command("tryNow");
  }

  @Override
  public void sendAgain(long photoId) {
    command("sendAgain " + photoId);
  }

  @Override
  public void dismiss(long photoId) {
    command("dismiss " + photoId);
  }

  @Override
  public void addFolder(Path folder) {
    command("addFolder " + folder.getFileName());
    if (folder.endsWith("inside")) {
      throw new IllegalArgumentException("it lies in another hot folder");
    }
  }

  @Override
  public void showInFolder(Path file) {
    command("showInFolder " + file.getFileName());
  }

  @Override
  public void rescan(HotFolder folder) {
    command("rescan " + folder.name());
  }

  private List<PhotoRow> matching(PhotoList list, String search) {
    var all = rows.getOrDefault(list, List.of());
    return search.isEmpty()
        ? all
        : all.stream().filter(row -> row.ref().name().contains(search)).toList();
  }

  private void command(String words) {
    record();
    commands.add(words);
  }

  private synchronized void record() {
    threads.add(Platform.isFxApplicationThread() ? "SCREEN" : Thread.currentThread().getName());
  }
}
