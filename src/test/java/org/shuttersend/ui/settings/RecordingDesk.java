package org.shuttersend.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.shuttersend.settings.Settings;

/// A desk from memory that records what was saved, and on which threads it was asked. Any thread.
final class RecordingDesk implements SettingsDesk {
  final List<Settings> saved = new CopyOnWriteArrayList<>();
  final List<String> tokens = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> threads = new CopyOnWriteArrayList<>();

  /// Counted down when a test that hangs was broken off.
  final CountDownLatch brokenOff = new CountDownLatch(1);

  private volatile Settings settings;
  private volatile boolean tokenKept = true;
  private volatile Optional<String> refusal = Optional.empty();
  private volatile Optional<Finding> finding = Optional.empty();

  RecordingDesk(Settings settings) {
    this.settings = settings;
  }

  void hold(Settings held, boolean token) {
    settings = held;
    tokenKept = token;
  }

  void refuse(Optional<String> sentence) {
    refusal = sentence;
  }

  /// Empty: the server never answers.
  void find(Optional<Finding> found) {
    finding = found;
  }

  @Override
  public State state() {
    record();
    Path home = Path.of("home").toAbsolutePath();
    return new State(
        settings,
        tokenKept,
        new Places(home.resolve("data"), home.resolve("settings"), home.resolve("logs"), "1.2.3"));
  }

  @Override
  public Problems check(Settings draft) {
    record();
    return new Problems(
        draft.server().filter(server -> !server.startsWith("http")).map(_ -> "no address"),
        draft.folders().stream()
            .map(folder ->
                Optional.of("broken pattern")
                    .filter(_ -> folder.choosing().exclude().contains("[")))
            .toList());
  }

  @Override
  public void save(Settings before, Settings draft, Optional<String> token) throws NotSaved {
    record();
    if (refusal.isPresent()) {
      throw new NotSaved(refusal.get());
    }
    saved.add(draft);
    token.ifPresent(tokens::add);
    settings = draft;
  }

  @Override
  public Finding test(String address, Optional<String> token) {
    record();
    asked.add(address + " " + token.orElse("kept"));
    if (finding.isPresent()) {
      return finding.get();
    }
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("nobody counts it down");
    } catch (InterruptedException e) {
      brokenOff.countDown();
      return new Finding.Unusable("broken off");
    }
  }

  @Override
  public void open(Path folder) {
    record();
    asked.add("open " + folder.getFileName());
  }

  private void record() {
    threads.add(Platform.isFxApplicationThread() ? "SCREEN" : Thread.currentThread().getName());
  }
}
