package org.shuttersend.ui.settings;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.shuttersend.text.Texts;

/// What becomes of photos once they are sent, for each hot folder.
final class AfterPage {
  private final Page page;

  AfterPage(ObservableList<FolderDraft> folders, Texts texts) {
    var promise = new Label(texts.get("settings.after.promise"));
    promise.setWrapText(true);
    promise.getStyleClass().add("muted");
    var none = new Label(texts.get("settings.folders.none"));
    none.getStyleClass().add("muted");
    var rows = new VBox();
    rows.getStyleClass().add("after-rows");
    page = new Page(texts.get("settings.AFTER"), promise, rows);
    Runnable show =
        () -> {
          rows.getChildren().setAll(folders.stream().map(f -> f.after().view()).toList());
          if (folders.isEmpty()) {
            rows.getChildren().add(none);
          }
        };
    folders.addListener((ListChangeListener<FolderDraft>) _ -> show.run());
    show.run();
  }

  Node view() {
    return page;
  }
}
