package org.shuttersend.ui.settings;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.shuttersend.text.Texts;

/// Labels at the left, fields at the right, each label bound to its field.
final class Form extends GridPane {
  private final Texts texts;
  private int rows;

  Form(Texts texts) {
    this.texts = texts;
    getStyleClass().add("form");
    var labels = new ColumnConstraints();
    labels.setHalignment(HPos.RIGHT);
    labels.setMinWidth(Region.USE_PREF_SIZE);
    var fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(labels, fields);
  }

  /// @param key of the label's text, with its mnemonic
  /// @param field what the label is for
  /// @param content the field and what stands around it, one below the other
  void field(String key, Control field, Node... content) {
    Label label = label(key);
    label.setLabelFor(field);
    field.setAccessibleText(plain(texts.get(key)));
    add(label, content);
  }

  /// One whose content speaks for itself.
  void row(String key, Node... content) {
    add(label(key), content);
  }

  private void add(Label label, Node... content) {
    var column = new VBox(content);
    column.getStyleClass().add("form-fields");
    GridPane.setValignment(label, VPos.TOP);
    add(label, 0, rows);
    add(column, 1, rows);
    rows++;
  }

  private Label label(String key) {
    var label = new Label(texts.get(key));
    label.setMnemonicParsing(true);
    label.getStyleClass().addAll("form-label", "muted");
    return label;
  }

  /// Side by side, with words between them.
  static HBox line(Node... nodes) {
    var line = new HBox(nodes);
    line.getStyleClass().add("form-line");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  Label words(String key) {
    var label = new Label(texts.get(key));
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  /// Without the sign of the mnemonic.
  static String plain(String text) {
    return text.replace("_", "");
  }
}
