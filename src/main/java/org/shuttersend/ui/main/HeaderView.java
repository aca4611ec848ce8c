package org.shuttersend.ui.main;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Meter;

/// The top: the state line, pause, settings, and the batch's progress as a thin bar under it all.
final class HeaderView extends VBox {
  private final MainModel model;
  private final Texts texts;

  private final Region dot = new Region();
  private final Label headline = new Label();
  private final Label detail = new Label();
  private final Button pause = new Button();
  private final FontIcon pauseIcon = new FontIcon(Feather.PAUSE);
  private final Meter progress = new Meter("total");
  private boolean paused;

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
    pause.setId("pause");
    pause.setGraphic(pauseIcon);
    pause.setMinWidth(Region.USE_PREF_SIZE);
    pause.setOnAction(_ -> {
      if (paused) {
        model.resume();
      } else {
        model.pause();
      }
    });
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var bar = new HBox(dot, headline, detail, space, pause, settingsButton(settings));
    bar.getStyleClass().add("header-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    progress.setAccessibleText(texts.get("header.progress"));
    getChildren().addAll(bar, progress);
    showPaused(false);
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

  private void showPaused(boolean paused) {
    this.paused = paused;
    pause.setText(texts.get(paused ? "header.resume" : "header.pause"));
    pauseIcon.setIconCode(paused ? Feather.PLAY : Feather.PAUSE);
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
