package org.shuttersend.ui.main;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Progress;
import org.shuttersend.model.Snooze;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Meter;

/// The top: the state line, pause, settings, and the batch's progress as a thin bar under it all.
final class HeaderView extends VBox {
  private final MainModel model;
  private final Texts texts;

  private final Region dot = new Region();
  private final Label headline = new Label();
  private final Label detail = new Label();
  private final MenuButton pause;
  private final Button resume;
  private final Meter progress = new Meter("total");

  HeaderView(MainModel model, Texts texts, Optional<Runnable> settings) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("header");
    dot.getStyleClass().addAll("dot", "large");
    headline.getStyleClass().add("headline");
    headline.setId("headline");
    headline.setMinWidth(Region.USE_PREF_SIZE);
    detail.getStyleClass().add("muted");
    detail.setId("state-detail");
    pause = pauseMenu();
    resume = new Button(texts.get("header.resume"), new FontIcon(Feather.PLAY));
    resume.setId("resume");
    resume.setMinWidth(Region.USE_PREF_SIZE);
    resume.setOnAction(_ -> model.resume());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var bar = new HBox(dot, headline, detail, space, pause, resume, settingsButton(settings));
    bar.getStyleClass().add("header-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    progress.setAccessibleText(texts.get("header.progress"));
    getChildren().addAll(bar, progress);
    show(resume, false);
    model.overview().subscribe(now -> now.ifPresentOrElse(this::show, this::showStarting));
    model.trouble().subscribe(_ -> model.overview().get().ifPresent(this::show));
  }

  private void showStarting() {
    Tone.MUTED.paint(dot);
    headline.setText(texts.get("state.starting"));
  }

  private void show(Overview now) {
    var line =
        model.trouble().get().feed().isPresent()
            ? new StateLine(Tone.BAD, texts.get("state.unknown"), texts.get("state.unknown.detail"))
            : StateLine.of(now, texts);
    line.tone().paint(dot);
    headline.setText(line.headline());
    detail.setText(line.detail());
    progress.setShare(share(now));
    showPaused(now.pace().hold().filter(hold -> hold.reason().isPause()).isPresent());
  }

  /// Empty once all is delivered: a full bar would say that something is going on.
  private static double share(Overview now) {
    Progress progress = now.progress();
    if (now.counts().transfers() == 0) {
      return 0;
    }
    return progress.bytesTotal() > 0
        ? (double) progress.bytesDone() / progress.bytesTotal()
        : progress.total() > 0 ? (double) progress.done() / progress.total() : 0;
  }

  /// Who had the keyboard on the one goes on with the other, which takes its place.
  private void showPaused(boolean paused) {
    if (resume.isVisible() == paused) {
      return;
    }
    boolean focused = pause.isFocused() || resume.isFocused();
    show(resume, paused);
    show(pause, !paused);
    if (focused) {
      (paused ? resume : pause).requestFocus();
    }
  }

  private static void show(Region button, boolean shown) {
    button.setVisible(shown);
    button.setManaged(shown);
  }

  private MenuButton pauseMenu() {
    var menu = new MenuButton(texts.get("header.pause"), new FontIcon(Feather.PAUSE));
    menu.setId("pause");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    for (Snooze snooze : Snooze.values()) {
      var item = new MenuItem(texts.get("header.pause." + snooze));
      item.setId("pause-" + snooze);
      item.setOnAction(_ -> model.pause(snooze));
      menu.getItems().add(item);
    }
    return menu;
  }

  private Region settingsButton(Optional<Runnable> open) {
    var button = new Button(texts.get("header.settings"), new FontIcon(Feather.SETTINGS));
    button.setId("settings");
    button.setMinWidth(Region.USE_PREF_SIZE);
    if (open.isPresent()) {
      button.setOnAction(_ -> open.get().run());
      return button;
    }
    button.setDisable(true);
    // A disabled button shows no tooltip of its own.
    var holder = new StackPane(button);
    Tooltip.install(holder, new Tooltip(texts.get("header.settings.none")));
    button.setAccessibleHelp(texts.get("header.settings.none"));
    return holder;
  }
}
