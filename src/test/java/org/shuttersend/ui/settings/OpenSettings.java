package org.shuttersend.ui.settings;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.shuttersend.testkit.Screen;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Appearance;
import org.shuttersend.ui.look.Toolkit;
import org.testfx.api.FxRobot;

/// A real settings' window under test, with hands to use it.
public final class OpenSettings implements AutoCloseable {
  final FxRobot robot = new FxRobot();
  private final SettingsWindow window;
  private final Screen screen = Screen.take();
  private volatile Path chosen = Path.of("new");

  public OpenSettings(SettingsDesk desk) {
    this(desk, Locale.ENGLISH, Appearance.LIGHT);
  }

  OpenSettings(SettingsDesk desk, Locale locale, Appearance appearance) {
    Toolkit.start();
    window =
        new SettingsWindow(
            desk,
            new Texts(locale, "org.shuttersend.ui.ui"),
            appearance,
            (_, _) -> Optional.of(chosen));
    open();
    await().until(this::isOpen);
  }

  void open() {
    Platform.runLater(window::open);
  }

  void choose(Path folder) {
    chosen = folder;
  }

  /// How many windows there are.
  long windows() {
    return ask(() -> Window.getWindows().stream().filter(Stage.class::isInstance).count());
  }

  public boolean isOpen() {
    return windows() == 1;
  }

  Stage stage() {
    return ask(() -> (Stage) Window.getWindows().getFirst());
  }

  public void page(String key) {
    robot.clickOn("#settings-" + key);
  }

  public void click(String selector) {
    robot.clickOn(selector);
  }

  /// In the place of what is there.
  public void type(String selector, String text) {
    var field = (TextInputControl) find(selector);
    ask(() -> {
      field.setText(text);
      return true;
    });
  }

  Node find(String selector) {
    return ask(() -> {
      Node found = Window.getWindows().getFirst().getScene().lookup(selector);
      if (found == null) {
        throw new AssertionError("nothing is " + selector);
      }
      return found;
    });
  }

  public String text(String selector) {
    Node node = find(selector);
    return ask(() ->
        switch (node) {
          case Labeled labeled -> labeled.getText();
          case TextInputControl field -> field.getText();
          default -> throw new AssertionError(node + " has no text");
        });
  }

  /// What has the keyboard.
  String focused() {
    return ask(
        () -> String.valueOf(Window.getWindows().getFirst().getScene().getFocusOwner().getId()));
  }

  public boolean canSave() {
    Node save = find("#save");
    return !ask(save::isDisabled);
  }

  public void eventually(Callable<Boolean> condition) {
    await().until(condition);
  }

  <T> T ask(Callable<T> task) {
    if (Platform.isFxApplicationThread()) {
      throw new AssertionError("the screen would wait for itself");
    }
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

  @Override
  public void close() {
    window.close();
    await().until(() -> windows() == 0);
    screen.close();
  }
}
