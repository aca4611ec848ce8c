package org.shuttersend.ui.settings;

import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Appearance;
import org.shuttersend.ui.look.Look;
import org.shuttersend.ui.main.FolderChooser;

/// The settings' window: one at a time, as often as it is asked for.
public final class SettingsWindow {
  private static final double WIDTH = 800;
  private static final double HEIGHT = 600;
  private static final double MIN_WIDTH = 640;
  private static final double MIN_HEIGHT = 420;

  private final Desk desk;
  private final Texts texts;
  private final Appearance appearance;
  private final FolderChooser chooser;
  private Optional<Shown> shown = Optional.empty();
  private boolean opening;

  private record Shown(Stage stage, Look look) {}

  /// @param source never called on the screen's thread
  public SettingsWindow(
      SettingsDesk source, Texts texts, Appearance appearance, FolderChooser chooser) {
    this.desk = new Desk(source, Platform::runLater);
    this.texts = texts;
    this.appearance = appearance;
    this.chooser = chooser;
  }

  /// Opens it on what holds now, or brings it to the front with what was typed. Screen's thread.
  public void open() {
    if (shown.isPresent()) {
      toFront(shown.get().stage());
    } else if (!opening) {
      opening = true;
      desk.run(SettingsDesk::state, this::open, _ -> opening = false);
    }
  }

  private static void toFront(Stage stage) {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  private void open(SettingsDesk.State state) {
    opening = false;
    var form = new SettingsForm(state, desk, chooser, texts, this::hide);
    var scene = new Scene(form);
    // Before the fields: one with a formatter keeps the key for itself.
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            form.leave();
          }
        });
    scene
        .getAccelerators()
        .put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), form::leave);
    var stage = new Stage();
    stage.setScene(scene);
    stage.setTitle(texts.get("settings.title"));
    stage.setOnCloseRequest(event -> {
      event.consume();
      form.leave();
    });
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
    stage.setWidth(Math.min(WIDTH, screen.getWidth()));
    stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
    shown = Optional.of(new Shown(stage, Look.dress(scene, appearance)));
    toFront(stage);
    form.focus();
  }

  /// Closes it without asking: the program ends. Any thread.
  public void close() {
    Platform.runLater(this::hide);
  }

  private void hide() {
    desk.stopTest();
    shown.ifPresent(open -> {
      open.look().takeOff();
      open.stage().hide();
    });
    shown = Optional.empty();
  }
}
