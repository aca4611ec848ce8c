package org.shuttersend.ui.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.text.Texts;

/// What becomes of the photos of one hot folder once they are sent.
final class AfterRow {
  private final Texts texts;
  private final Map<Action, RadioButton> actions = new EnumMap<>(Action.class);
  private final TextField folder = new TextField();
  private final ProblemLabel problem;
  private final VBox view;

  AfterRow(Path root, AfterUpload after, Texts texts, Runnable changed) {
    this.texts = texts;
    var group = new ToggleGroup();
    for (Action action : Action.values()) {
      var button = new RadioButton(texts.get("settings.after." + action));
      button.setId("after-" + action);
      button.setToggleGroup(group);
      button.setSelected(action == after.action());
      actions.put(action, button);
    }
    folder.setId("after-folder");
    folder.setText(after.folder());
    folder.setAccessibleText(texts.get("settings.after.folder"));
    folder.getStyleClass().add("name-field");
    problem = new ProblemLabel(folder);
    var name = new Label(FolderName.of(root));
    name.getStyleClass().add("folder-name");
    var path = new Label(root.toString());
    path.getStyleClass().addAll("muted", "folder-path");
    view =
        new VBox(
            name,
            path,
            button(Action.KEEP),
            Form.line(button(Action.MOVE), folder),
            problem,
            button(Action.TRASH));
    view.getStyleClass().add("after-row");
    showProblem();
    Runnable touched =
        () -> {
          showProblem();
          changed.run();
        };
    group.selectedToggleProperty().addListener((_, _, _) -> touched.run());
    folder.textProperty().addListener((_, _, _) -> touched.run());
  }

  private RadioButton button(Action action) {
    return Objects.requireNonNull(actions.get(action));
  }

  Node view() {
    return view;
  }

  private Action action() {
    return actions.entrySet().stream()
        .filter(entry -> entry.getValue().isSelected())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Action.KEEP);
  }

  private void showProblem() {
    boolean moves = action() == Action.MOVE;
    folder.setDisable(!moves);
    boolean wrong = moves && !AfterUpload.isUsable(folder.getText());
    problem.show(wrong ? Optional.of(texts.get("settings.after.problem")) : Optional.empty());
  }

  /// Empty where something is wrong. A name that is not used may be anything.
  Optional<AfterUpload> after() {
    boolean usable = AfterUpload.isUsable(folder.getText());
    if (action() == Action.MOVE && !usable) {
      return Optional.empty();
    }
    return Optional.of(
        new AfterUpload(action(), usable ? folder.getText() : AfterUpload.USUAL_FOLDER));
  }
}
