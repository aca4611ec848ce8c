package org.shuttersend.ui.main;

import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/// The right-hand side: tabs and search, the rows or what stands for them, and the banner.
final class ListPane extends BorderPane {
  ListPane(
      MainModel model, ListHeader header, PhotoListView photos, IdlePane idle, HoldBanner hold) {
    getStyleClass().add("list-pane");
    photos.setVisible(false);
    model.rows().subscribe(rows -> photos.setVisible(rows.count() > 0));
    setTop(header);
    setCenter(new StackPane(photos, idle));
    setBottom(hold);
  }
}
