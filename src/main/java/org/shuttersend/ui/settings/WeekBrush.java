package org.shuttersend.ui.settings;

import java.util.Locale;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.shuttersend.text.Texts;

/// What the week is painted with; at the same time it says what the colours mean.
final class WeekBrush extends HBox {
  private final ToggleGroup group = new ToggleGroup();

  WeekBrush(Texts texts) {
    getStyleClass().add("week-brush");
    for (Hour hour : Hour.values()) {
      var colour = new Region();
      colour.getStyleClass().addAll("week-cell", "week-colour");
      colour.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(hour.name().toLowerCase(Locale.ROOT)), true);
      var button = new RadioButton(texts.get("week.brush." + hour));
      button.setId("brush-" + hour);
      button.setGraphic(colour);
      button.setUserData(hour);
      button.setToggleGroup(group);
      button.setSelected(hour == Hour.LIMITED);
      getChildren().add(button);
    }
  }

  Hour hour() {
    return (Hour) Objects.requireNonNull(group.getSelectedToggle()).getUserData();
  }
}
