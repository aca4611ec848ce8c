package org.shuttersend.ui.main;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.shuttersend.model.Counts;
import org.shuttersend.model.PhotoList;
import org.shuttersend.text.Texts;

/// Over the list: the tabs with their counts, and the search by name.
final class ListHeader extends HBox {
  /// Long enough not to ask at every letter, short enough to feel at once.
  private static final Duration TYPING = Duration.millis(200);

  private final MainModel model;
  private final Texts texts;
  private final List<Tab> tabs = new ArrayList<>();
  private final TextField search = new TextField();

  ListHeader(MainModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("list-header");
    setAlignment(Pos.CENTER_LEFT);
    var group = new ToggleGroup();
    for (PhotoList list : PhotoList.values()) {
      var tab = new Tab(list);
      tab.button.setToggleGroup(group);
      tabs.add(tab);
      getChildren().add(tab.button);
    }
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(space, searchField());
    model.list().subscribe(list -> tabs.forEach(tab -> tab.select(list)));
    model.overview().subscribe(now -> now.ifPresent(o -> show(o.counts())));
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  private void show(Counts counts) {
    for (Tab tab : tabs) {
      tab.count(
          switch (tab.list) {
            case TRANSFERS -> counts.transfers() + counts.writing();
            case DELIVERED -> counts.delivered();
            case ATTENTION -> counts.attention();
          });
    }
  }

  private Region searchField() {
    search.setId("search");
    search.setPromptText(texts.get("list.search"));
    search.setAccessibleText(texts.get("list.search"));
    var typing = new PauseTransition(TYPING);
    typing.setOnFinished(_ -> model.search(search.getText().strip()));
    search.textProperty().subscribe((_, _) -> typing.playFromStart());
    search.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ESCAPE) {
        search.clear();
      }
    });
    var icon = new FontIcon(Feather.SEARCH);
    icon.setMouseTransparent(true);
    var clear = new Button("", new FontIcon(Feather.X));
    clear.getStyleClass().setAll("search-clear");
    clear.setAccessibleText(texts.get("list.search.clear"));
    clear.setFocusTraversable(false);
    clear.visibleProperty().bind(search.textProperty().isNotEmpty());
    clear.setOnAction(_ -> search.clear());
    var field = new StackPane(search, icon, clear);
    field.getStyleClass().add("search");
    StackPane.setAlignment(icon, Pos.CENTER_LEFT);
    StackPane.setAlignment(clear, Pos.CENTER_RIGHT);
    return field;
  }

  private final class Tab {
    private final PhotoList list;
    private final Label badge = new Label();
    private final ToggleButton button;

    Tab(PhotoList list) {
      this.list = list;
      button = new ToggleButton(texts.get("list." + list.name()));
      button.setId("tab-" + list.name());
      button.getStyleClass().setAll("tab-button");
      button.setContentDisplay(ContentDisplay.RIGHT);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setAccessibleRole(AccessibleRole.TAB_ITEM);
      badge.getStyleClass().add("badge");
      (list == PhotoList.ATTENTION ? Tone.BAD : Tone.PLAIN).paint(badge);
      button.setOnAction(_ -> {
        // A second click on a toggle would let it go; a tab stays.
        button.setSelected(true);
        model.show(list);
      });
      count(0);
    }

    void select(PhotoList shown) {
      button.setSelected(shown == list);
    }

    void count(long number) {
      badge.setText(texts.count(number));
      button.setGraphic(number > 0 ? badge : null);
      button.setAccessibleText(button.getText() + " " + badge.getText());
    }
  }
}
