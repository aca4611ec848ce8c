package org.shuttersend.ui.settings;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.shuttersend.model.Choosing;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.settings.NumberField.Range;

/// What of one hot folder is sent.
final class FolderEditor {
  private static final Range SIZE =
      new Range(0, 1_000_000_000_000_000L, 6, "settings.size.problem");
  private static final int LINES = 2;

  private final TextArea include = new TextArea();
  private final TextArea exclude = new TextArea();
  private final NumberField least;
  private final NumberField most;
  private final CheckBox onlyNew;
  private final ProblemLabel problem;
  private final ProblemLabel leastProblem;
  private final ProblemLabel mostProblem;
  private final Form form;
  private final VBox view;

  FolderEditor(Choosing choosing, Texts texts, Runnable changed) {
    least = new NumberField("least", SIZE, texts);
    most = new NumberField("most", SIZE, texts);
    onlyNew = new CheckBox(texts.get("settings.onlyNew"));
    onlyNew.setId("only-new");
    onlyNew.setWrapText(true);
    include.setId("include");
    exclude.setId("exclude");
    include.setPromptText(texts.get("settings.include.none"));
    exclude.setPromptText(texts.get("settings.exclude.none"));
    least.setPromptText(texts.get("settings.none"));
    most.setPromptText(texts.get("settings.none"));
    leastProblem = new ProblemLabel(least);
    mostProblem = new ProblemLabel(most);
    form = new Form(texts);
    form.setId("folder");
    problem = new ProblemLabel(form);
    view = new VBox(problem, form);
    view.getStyleClass().add("folder-editor");
    form.field("settings.include", include, include);
    form.field("settings.exclude", exclude, exclude);
    form.field(
        "settings.least", least, Form.line(least, form.words("settings.size")), leastProblem);
    form.field("settings.most", most, Form.line(most, form.words("settings.size")), mostProblem);
    form.row("settings.there", onlyNew);
    show(choosing);
    for (TextArea area : List.of(include, exclude)) {
      area.setPrefRowCount(LINES);
      area.setWrapText(true);
      area.textProperty().addListener((_, _, _) -> changed.run());
    }
    for (NumberField field : List.of(least, most)) {
      field
          .textProperty()
          .addListener((_, _, _) -> {
            showProblems();
            changed.run();
          });
    }
    onlyNew.selectedProperty().addListener((_, _, _) -> changed.run());
  }

  private void show(Choosing choosing) {
    include.setText(String.join("\n", choosing.include()));
    exclude.setText(String.join("\n", choosing.exclude()));
    least.show(choosing.least());
    most.show(choosing.most());
    onlyNew.setSelected(choosing.onlyNew());
  }

  private void showProblems() {
    leastProblem.show(least.isWrong() ? Optional.of(least.problem()) : Optional.empty());
    mostProblem.show(most.isWrong() ? Optional.of(most.problem()) : Optional.empty());
  }

  Node view() {
    return view;
  }

  /// What only the program can tell.
  void show(Optional<String> sentence) {
    problem.show(sentence);
  }

  /// Empty where something is wrong.
  Optional<Choosing> choosing() {
    return least.isWrong() || most.isWrong()
        ? Optional.empty()
        : Optional.of(
            new Choosing(
                patterns(include),
                patterns(exclude),
                least.number(),
                most.number(),
                onlyNew.isSelected()));
  }

  /// One a line; an empty line is none.
  private static List<String> patterns(TextArea area) {
    return area.getText().lines().filter(line -> !line.isBlank()).toList();
  }
}
