package org.shuttersend.ui.main;

import java.util.Optional;
import javafx.scene.control.ListCell;

/// A place of the list; shows whatever row its number stands for now.
final class PhotoCell extends ListCell<Integer> {
  private final MainModel model;
  private final PhotoRowView view;

  PhotoCell(MainModel model, PhotoRowView view) {
    this.model = model;
    this.view = view;
    getStyleClass().add("photo-cell");
    // As wide as the list, however long a name is.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Integer index, boolean empty) {
    super.updateItem(index, empty);
    setGraphic(empty ? null : view);
    refresh();
  }

  /// New rows have come.
  void refresh() {
    if (isEmpty()) {
      setAccessibleText("");
      return;
    }
    Optional.ofNullable(getItem())
        .flatMap(model.rows().get()::at)
        .ifPresentOrElse(view::show, view::showLoading);
    setAccessibleText(view.spoken());
  }

  PhotoRowView view() {
    return view;
  }
}
