package org.shuttersend.ui.settings;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// A page: its title, and below it what it is about, which scrolls where it is too long.
final class Page extends ScrollPane {
  Page(String title, Node... content) {
    var heading = new Label(title);
    heading.getStyleClass().add("page-title");
    var box = new VBox(heading);
    box.getChildren().addAll(content);
    box.getStyleClass().add("page");
    setContent(box);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    getStyleClass().add("page-scroll");
  }
}
