package org.shuttersend.ui.main;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.shuttersend.testkit.Screen;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Appearance;
import org.testfx.api.FxRobot;

/// A real main window under test, with hands to use it.
final class OpenWindow implements AutoCloseable {
  static final Texts ENGLISH = new Texts(Locale.ENGLISH, "org.shuttersend.ui.ui");

  final MainWindow window;
  final FxRobot robot = new FxRobot();
  final CountDownLatch closed;
  private final Stage stage;
  private final Screen screen;

  private OpenWindow(MainWindow window, Stage stage, CountDownLatch closed, Screen screen) {
    this.screen = screen;
    this.window = window;
    this.stage = stage;
    this.closed = closed;
  }

  static OpenWindow on(RecordingFeed feed) {
    return on(feed, Locale.ENGLISH, Options.standard().with(Appearance.LIGHT));
  }

  static OpenWindow on(RecordingFeed feed, Locale locale, Options options) {
    Screen screen = Screen.take();
    try {
      return on(feed, locale, options, screen);
    } catch (RuntimeException | Error e) {
      screen.close();
      throw e;
    }
  }

  private static OpenWindow on(RecordingFeed feed, Locale locale, Options options, Screen screen) {
    var closed = new CountDownLatch(1);
    var texts = new Texts(locale, "org.shuttersend.ui.ui");
    var window =
        MainWindow.open(feed, feed, texts, Clock.system(Wedding.ZONE), options, closed::countDown);
    Stage stage =
        ask(() ->
            Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow());
    return new OpenWindow(window, stage, closed, screen);
  }

  Stage stage() {
    return stage;
  }

  <T> T onScreen(Callable<T> task) {
    return ask(task);
  }

  /// On the screen's thread.
  Node find(String selector) {
    Node found = stage.getScene().lookup(selector);
    if (found == null) {
      throw new AssertionError("nothing is " + selector);
    }
    return found;
  }

  /// On the screen's thread.
  ListView<?> photos() {
    return (ListView<?>) find("#photos");
  }

  String text(String selector) {
    return ask(() -> ((Labeled) find(selector)).getText());
  }

  boolean isVisible(String selector) {
    return ask(() -> find(selector).isVisible());
  }

  /// The texts of all visible nodes of a style, from top to bottom.
  List<String> texts(String styleClass) {
    return ask(() ->
        stage.getScene().getRoot().lookupAll("." + styleClass).stream()
            .filter(Labeled.class::isInstance)
            .map(Labeled.class::cast)
            .filter(OpenWindow::isShown)
            .sorted(
                (a, b) -> Double.compare(a.localToScene(0, 0).getY(), b.localToScene(0, 0).getY()))
            .map(Labeled::getText)
            .filter(text -> !text.isEmpty())
            .toList());
  }

  void eventually(Callable<Boolean> condition) {
    await().until(condition);
  }

  @Override
  public void close() {
    window.close();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      screen.close();
    }
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static <T> T ask(Callable<T> task) {
    var result = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        result.complete(task.call());
      } catch (Exception | AssertionError e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
