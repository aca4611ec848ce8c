package org.shuttersend.ui.settings;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The sentence beside a wrong field; takes no room where nothing is wrong.
final class ProblemLabel extends Label {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Node field;

  /// @param field is marked, too, and says the sentence to a screen reader
  ProblemLabel(Node field) {
    super("", new FontIcon(Feather.ALERT_CIRCLE));
    this.field = field;
    setId(field.getId() + "-problem");
    getStyleClass().add("field-problem");
    setWrapText(true);
    show(Optional.empty());
  }

  void show(Optional<String> sentence) {
    setText(sentence.orElse(""));
    setVisible(sentence.isPresent());
    setManaged(sentence.isPresent());
    field.pseudoClassStateChanged(WRONG, sentence.isPresent());
    field.setAccessibleHelp(sentence.orElse(""));
  }
}
