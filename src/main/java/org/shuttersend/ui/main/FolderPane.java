package org.shuttersend.ui.main;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.Overview;
import org.shuttersend.text.Texts;

/// The hot folders with what each is doing; a click opens what can be done with one.
final class FolderPane extends VBox {
  private static final int TROUBLES = 5;
  private static final double DETAIL_WIDTH = 420;

  private final MainModel model;
  private final Texts texts;
  private final VBox folders = new VBox();
  private List<FolderStatus> shown = List.of();
  private final List<Entry> entries = new ArrayList<>();

  FolderPane(MainModel model, Texts texts, Runnable addFolder) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("folder-pane");
    var caption = new Label(texts.get("folders.caption"));
    caption.getStyleClass().add("caption");
    var add = new Button(texts.get("folders.add"), new FontIcon(Feather.PLUS));
    add.setId("add-folder");
    add.getStyleClass().add("link-button");
    add.setOnAction(_ -> addFolder.run());
    folders.getStyleClass().add("folders");
    var content = new VBox(folders, add);
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("folder-scroll");
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(caption, scroll);
    model.overview().subscribe(now -> now.ifPresent(this::show));
  }

  private void show(Overview now) {
    if (now.folders().equals(shown)) {
      return;
    }
    shown = now.folders();
    while (entries.size() > shown.size()) {
      entries.removeLast();
    }
    while (entries.size() < shown.size()) {
      entries.add(new Entry());
    }
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).show(shown.get(i));
    }
    if (folders.getChildren().size() != entries.size()) {
      folders.getChildren().setAll(entries.stream().map(entry -> entry.button).toList());
    }
  }

  private String stateOf(FolderStatus status) {
    return switch (status.health()) {
      case NOT_CONNECTED -> texts.get("folder.notConnected");
      case NOT_READABLE -> texts.get("folder.notReadable");
      case STOPPED -> texts.get("folder.stopped");
      case SCANNING, WATCHING, POLLING -> {
        if (status.open() > 0) {
          yield texts.get("folder.open", texts.count(status.open()));
        }
        yield status.troubles().needAttention()
            ? texts.get("folder.troubles")
            : texts.get("folder." + status.health().name());
      }
    };
  }

  /// The whole sentence, and what could not be sent.
  private String detailOf(FolderStatus status) {
    var lines = new StringJoiner("\n").add(texts.health(status.condition()));
    status.troubles().first().stream().limit(TROUBLES).map(texts::trouble).forEach(lines::add);
    long more = status.troubles().first().size() - TROUBLES + status.troubles().others();
    if (more > 0) {
      lines.add(texts.get("folder.troubles.more", texts.count(more)));
    }
    return lines.toString();
  }

  private final class Entry {
    private final FontIcon icon = new FontIcon(Feather.FOLDER);
    private final Label name = new Label();
    private final Label state = new Label();
    private final Button button = new Button();
    private final Tooltip detail = new Tooltip();

    Entry() {
      name.getStyleClass().add("folder-name");
      state.getStyleClass().add("folder-state");
      var graphic = new HBox(icon, new VBox(name, state));
      graphic.getStyleClass().add("folder-graphic");
      button.setGraphic(graphic);
      button.getStyleClass().setAll("folder");
      button.setMaxWidth(Double.MAX_VALUE);
      detail.setWrapText(true);
      detail.setMaxWidth(DETAIL_WIDTH);
      button.setTooltip(detail);
    }

    void show(FolderStatus status) {
      name.setText(status.folder().name());
      state.setText(stateOf(status));
      detail.setText(detailOf(status));
      icon.setIconCode(
          status.health() == FolderStatus.Health.NOT_CONNECTED
              ? Feather.HARD_DRIVE
              : Feather.FOLDER);
      switch (status.health()) {
        case NOT_CONNECTED -> Tone.MUTED.paint(button);
        case NOT_READABLE, STOPPED -> Tone.BAD.paint(button);
        case SCANNING, WATCHING, POLLING ->
            (status.troubles().needAttention() ? Tone.WAITING : Tone.PLAIN).paint(button);
      }
      button.setAccessibleText(name.getText() + ", " + state.getText());
      button.setAccessibleHelp(detail.getText());
      button.setOnAction(_ -> menu(status).show(button, Side.BOTTOM, 0, 0));
    }

    private ContextMenu menu(FolderStatus status) {
      var open = new MenuItem(texts.get("folder.show"));
      open.setOnAction(_ -> model.showInFolder(status.folder().root()));
      var again = new MenuItem(texts.get("folder.rescan"));
      again.setOnAction(_ -> model.rescan(status.folder()));
      return new ContextMenu(open, again);
    }
  }
}
