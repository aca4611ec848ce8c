package org.shuttersend.ui.settings;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.shuttersend.text.Texts;

/// The line below the pages: cancel and save; or, in their place, a question that has to be
/// answered first.
final class BottomBar extends StackPane {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final Texts texts;
  private final Label note = new Label();
  private final Button cancel;
  private final Button save;
  private final HBox usual;
  private final Label question = new Label();
  private final Button no = new Button();
  private final Button yes = new Button();
  private final HBox asking;
  private Optional<Node> focused = Optional.empty();

  BottomBar(Texts texts, Runnable onCancel, Runnable onSave) {
    this.texts = texts;
    getStyleClass().add("bottom-bar");
    note.setId("note");
    cancel = button("cancel", texts.get("settings.cancel"));
    cancel.setOnAction(_ -> onCancel.run());
    save = button("save", texts.get("settings.save"));
    save.getStyleClass().add("accent");
    save.setDefaultButton(true);
    save.setDisable(true);
    save.setOnAction(_ -> onSave.run());
    usual = line(note, cancel, save);
    question.setId("question");
    no.setId("answer-no");
    yes.setId("answer-yes");
    yes.getStyleClass().add("danger");
    no.setMinWidth(Region.USE_PREF_SIZE);
    yes.setMinWidth(Region.USE_PREF_SIZE);
    no.setOnAction(_ -> answered());
    asking = line(question, no, yes);
    getChildren().addAll(usual, asking);
    asking.setVisible(false);
    say("");
  }

  private static Button button(String id, String text) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static HBox line(Label words, Node... buttons) {
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    var line = new HBox(words);
    line.getChildren().addAll(buttons);
    line.getStyleClass().add("bottom-line");
    return line;
  }

  /// @param trouble why it was not saved; empty: nothing is wrong
  void say(String trouble) {
    note.setText(trouble.isEmpty() ? texts.get("settings.note") : trouble);
    note.pseudoClassStateChanged(BAD, !trouble.isEmpty());
  }

  void allowSave(boolean allowed) {
    save.setDisable(!allowed);
  }

  void saving() {
    save.setDisable(true);
    note.setText(texts.get("settings.saving"));
    note.pseudoClassStateChanged(BAD, false);
  }

  boolean isAsking() {
    return asking.isVisible();
  }

  /// The keyboard is at the answer that changes nothing.
  ///
  /// @param onYes done if that is the answer
  void ask(String words, String yesText, String noText, Runnable onYes) {
    if (!isAsking()) {
      focused = Optional.ofNullable(getScene().getFocusOwner());
    }
    question.setText(words);
    yes.setText(yesText);
    no.setText(noText);
    no.setAccessibleHelp(words);
    yes.setOnAction(_ -> {
      answered();
      onYes.run();
    });
    usual.setVisible(false);
    asking.setVisible(true);
    no.requestFocus();
  }

  /// Nothing is done; who had the keyboard before has it again.
  void answered() {
    asking.setVisible(false);
    usual.setVisible(true);
    focused.filter(node -> !node.isDisabled()).ifPresent(Node::requestFocus);
  }
}
