package org.shuttersend.ui.settings;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import org.shuttersend.model.Limits;
import org.shuttersend.model.SendingRule;
import org.shuttersend.model.Timetable;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.settings.NumberField.Range;

/// How many, how fast, and when.
final class SpeedPage {
  static final Range RATE =
      new Range(SendingRule.LEAST, SendingRule.MOST, 6, "settings.rate.problem");
  private static final Range UPLOADS =
      new Range(1, Limits.MOST_UPLOADS, 0, "settings.uploads.problem");
  private static final Range REQUESTS =
      new Range(1, Limits.MOST_REQUESTS, 0, "settings.requests.problem");

  private final Texts texts;
  private final NumberField uploads;
  private final NumberField requests;
  private final NumberField bytes;
  private final NumberField limited;
  private final CheckBox metered;
  private final CheckBox battery;
  private final WeekGrid grid;
  private final ProblemLabel uploadsProblem;
  private final ProblemLabel requestsProblem;
  private final ProblemLabel bytesProblem;
  private final ProblemLabel limitedProblem;
  private final Label inexact;
  private final Page page;
  private final Timetable before;
  private final PaintedTimetable painted;

  SpeedPage(Limits limits, Texts texts, Runnable changed) {
    this.texts = texts;
    before = limits.timetable();
    painted = PaintedTimetable.of(before);
    uploads = new NumberField("uploads", UPLOADS, texts);
    requests = new NumberField("requests", REQUESTS, texts);
    bytes = new NumberField("bytes", RATE, texts);
    limited = new NumberField("limited", RATE, texts);
    requests.setPromptText(texts.get("settings.none"));
    bytes.setPromptText(texts.get("settings.none"));
    metered = new CheckBox(texts.get("settings.metered"));
    metered.setId("metered");
    battery = new CheckBox(texts.get("settings.battery"));
    battery.setId("battery");
    uploadsProblem = new ProblemLabel(uploads);
    requestsProblem = new ProblemLabel(requests);
    bytesProblem = new ProblemLabel(bytes);
    limitedProblem = new ProblemLabel(limited);
    var brush = new WeekBrush(texts);
    grid = new WeekGrid(brush, texts);
    inexact = new Label();
    page = new Page(texts.get("settings.SPEED"), form(brush));

    uploads.show(OptionalLong.of(limits.maxUploads()));
    requests.show(limits.maxRequestsPerSecond().stream().asLongStream().findFirst());
    bytes.show(limits.maxBytesPerSecond());
    limited.show(painted.rate());
    metered.setSelected(limits.pauseOnMetered());
    battery.setSelected(limits.pauseOnBattery());
    grid.show(painted.week());
    showProblems();
    Runnable touched =
        () -> {
          showProblems();
          changed.run();
        };
    for (NumberField field : new NumberField[] {uploads, requests, bytes, limited}) {
      field.textProperty().addListener((_, _, _) -> touched.run());
    }
    for (CheckBox box : new CheckBox[] {metered, battery}) {
      box.selectedProperty().addListener((_, _, _) -> touched.run());
    }
    grid.week().addListener((_, _, _) -> touched.run());
  }

  private Form form(WeekBrush brush) {
    var form = new Form(texts);
    form.field(
        "settings.uploads",
        uploads,
        Form.line(
            form.words("settings.uploads.before"), uploads, form.words("settings.uploads.after")),
        uploadsProblem);
    form.field(
        "settings.requests",
        requests,
        Form.line(requests, form.words("settings.atMost")),
        requestsProblem);
    form.field(
        "settings.bytes",
        bytes,
        Form.line(bytes, form.words("settings.rate"), form.words("settings.bytes.after")),
        bytesProblem);
    inexact.setId("inexact");
    inexact.setWrapText(true);
    inexact.getStyleClass().add("notice");
    var pointed = new Label();
    pointed.setId("week-pointed");
    pointed.getStyleClass().addAll("muted", "week-pointed");
    pointed
        .textProperty()
        .bind(grid.pointed().map(text -> text.isEmpty() ? texts.get("week.hint") : text));
    form.row("settings.timetable", inexact, grid, brush, pointed);
    form.field(
        "settings.limited",
        limited,
        Form.line(limited, form.words("settings.rate"), form.words("settings.limited.after")),
        limitedProblem);
    var pause = Form.line(metered, battery);
    pause.getStyleClass().add("pause-line");
    form.row("settings.pause", pause);
    return form;
  }

  Node view() {
    return page;
  }

  private void showProblems() {
    uploadsProblem.show(problem(uploads, true));
    requestsProblem.show(problem(requests, false));
    bytesProblem.show(problem(bytes, false));
    boolean needed = grid.week().get().has(Hour.LIMITED);
    limited.setDisable(!needed);
    limitedProblem.show(needed ? problem(limited, true) : Optional.empty());
    boolean shown = !painted.exact() && !isPainted();
    inexact.setText(shown ? texts.get("settings.timetable.inexact") : "");
    inexact.setVisible(shown);
    inexact.setManaged(shown);
  }

  private static Optional<String> problem(NumberField field, boolean needed) {
    return field.isWrong() || (needed && field.isBlank())
        ? Optional.of(field.problem())
        : Optional.empty();
  }

  private boolean isPainted() {
    boolean rate =
        grid.week().get().has(Hour.LIMITED)
            && limited.number().isPresent()
            && !limited.number().equals(painted.rate());
    return rate || !grid.week().get().equals(painted.week());
  }

  /// Empty where something is wrong.
  Optional<Limits> limits() {
    boolean wrong =
        problem(uploads, true).isPresent()
            || requests.isWrong()
            || bytes.isWrong()
            || limitedProblem.isVisible();
    if (wrong) {
      return Optional.empty();
    }
    OptionalLong most = requests.number();
    return Optional.of(
        new Limits(
            (int) uploads.number().orElseThrow(),
            most.isPresent() ? OptionalInt.of((int) most.getAsLong()) : OptionalInt.empty(),
            bytes.number(),
            timetable(),
            metered.isSelected(),
            battery.isSelected()));
  }

  /// As it was written where nothing was painted.
  private Timetable timetable() {
    if (!isPainted()) {
      return before;
    }
    SendingRule rate = new SendingRule.Limited(limited.number().orElse(SendingRule.LEAST));
    return PaintedTimetable.timetable(grid.week().get(), rate, before.zone());
  }
}
