package org.shuttersend.ui.settings;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A hot folder in the list: its name, and where it lies.
final class FolderCell extends ListCell<FolderDraft> {
  private final Label name = new Label();
  private final Label path = new Label();

  FolderCell() {
    name.getStyleClass().add("folder-name");
    path.getStyleClass().addAll("muted", "folder-path");
    var names = new VBox(name, path);
    names.getStyleClass().add("box");
    var line = new HBox(new FontIcon(Feather.FOLDER), names);
    line.getStyleClass().add("folder-graphic");
    setGraphic(line);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  @Override
  protected void updateItem(@Nullable FolderDraft folder, boolean empty) {
    super.updateItem(folder, empty);
    getGraphic().setVisible(folder != null);
    name.setText(folder == null ? "" : FolderName.of(folder.root()));
    path.setText(folder == null ? "" : folder.root().toString());
    setText(folder == null ? "" : name.getText() + ", " + path.getText());
  }
}
