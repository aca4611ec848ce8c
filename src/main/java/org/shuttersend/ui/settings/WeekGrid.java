package org.shuttersend.ui.settings;

import static org.shuttersend.ui.settings.WeekSpot.HEAD;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import org.shuttersend.text.Texts;

/// The week that is painted, with the mouse and with the keyboard: 7 × 24 hours and their heads.
/// One place has the keyboard; the arrows take it along.
final class WeekGrid extends GridPane {
  private final List<WeekSpot> spots = new ArrayList<>();
  private final WeekBrush brush;
  private final ReadOnlyObjectWrapper<Week> week = new ReadOnlyObjectWrapper<>(Week.FULL);
  private final ReadOnlyStringWrapper pointed = new ReadOnlyStringWrapper("");
  private WeekSpot active;

  /// What a press of the mouse paints until it is let go, and where it was last.
  private Hour stroke = Hour.FULL;

  private Optional<WeekSpot> last = Optional.empty();

  WeekGrid(WeekBrush brush, Texts texts) {
    this.brush = brush;
    setId("week");
    getStyleClass().add("week");
    for (int row = HEAD; row < Week.DAYS; row++) {
      for (int column = HEAD; column < Week.HOURS; column++) {
        if (row != HEAD || column != HEAD) {
          var spot = new WeekSpot(row, column, texts);
          spot.focusedProperty().subscribe(focused -> point(spot, focused));
          spot.hoverProperty().subscribe(hover -> point(spot, hover || spot.isFocused()));
          spots.add(spot);
          add(spot, column + 1, row + 1);
        }
      }
    }
    active = at(0, 0);
    active.setFocusTraversable(true);
    week.subscribe(now ->
        spots.stream().filter(WeekSpot::isCell).forEach(s -> s.show(now.at(s.day(), s.column()))));
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(_ -> last = Optional.empty());
  }

  ReadOnlyObjectProperty<Week> week() {
    return week.getReadOnlyProperty();
  }

  /// What the place under the pointer, or that with the keyboard, is.
  ReadOnlyStringProperty pointed() {
    return pointed.getReadOnlyProperty();
  }

  void show(Week shown) {
    week.set(shown);
  }

  private void point(WeekSpot spot, boolean here) {
    pointed.set(here ? spot.getAccessibleText() : "");
  }

  private WeekSpot at(int row, int column) {
    return spots.stream()
        .filter(spot -> spot.row() == row && spot.column() == column)
        .findFirst()
        .orElseThrow();
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean used =
        switch (event.getCode()) {
          case UP -> move(-1, 0, event.isShiftDown());
          case DOWN -> move(1, 0, event.isShiftDown());
          case LEFT -> move(0, -1, event.isShiftDown());
          case RIGHT -> move(0, 1, event.isShiftDown());
          case SPACE -> paint(active, turned(active));
          case DIGIT1, NUMPAD1 -> paint(active, Hour.FULL);
          case DIGIT2, NUMPAD2 -> paint(active, Hour.LIMITED);
          case DIGIT3, NUMPAD3 -> paint(active, Hour.PAUSED);
          default -> false;
        };
    if (used) {
      event.consume();
    }
  }

  /// @param painting takes along what the cell it comes from has
  /// @return true: at the edge, too, the arrows stay in the grid
  private boolean move(int down, int right, boolean painting) {
    int row = Math.clamp(active.row() + (long) down, HEAD, Week.DAYS - 1);
    int column = Math.clamp(active.column() + (long) right, HEAD, Week.HOURS - 1);
    boolean corner = row == HEAD && column == HEAD;
    WeekSpot next = corner ? active : at(row, column);
    if (painting && active.isCell() && next.isCell()) {
      paint(next, week.get().at(active.day(), active.column()));
    }
    if (!painting || next.isCell()) {
      activate(next);
    }
    return true;
  }

  private void activate(WeekSpot spot) {
    active.setFocusTraversable(false);
    active = spot;
    spot.setFocusTraversable(true);
    spot.requestFocus();
  }

  /// What the brush makes of it: its own, or full speed where all of it is that already.
  private Hour turned(WeekSpot spot) {
    boolean already =
        spots.stream()
            .filter(s -> s.isCell() && spot.covers(s.row(), s.column()))
            .allMatch(s -> week.get().at(s.day(), s.column()) == brush.hour());
    return already ? Hour.FULL : brush.hour();
  }

  private boolean paint(WeekSpot spot, Hour hour) {
    Week painted = week.get();
    for (WeekSpot cell : spots) {
      if (cell.isCell() && spot.covers(cell.row(), cell.column())) {
        painted = painted.with(cell.day(), cell.column(), hour);
      }
    }
    week.set(painted);
    point(spot, true);
    return true;
  }

  private void pressed(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    event.consume(); // what scrolls would take the keyboard
    last = under(event);
    last.ifPresent(spot -> {
      activate(spot);
      stroke = turned(spot);
      paint(spot, stroke);
    });
  }

  /// A quick pointer skips cells: all on the way are painted.
  private void dragged(MouseEvent event) {
    Optional<WeekSpot> now = under(event);
    if (last.isEmpty() || now.isEmpty() || now.equals(last)) {
      return;
    }
    WeekSpot from = last.get();
    WeekSpot to = now.get();
    int rows = to.row() - from.row();
    int columns = to.column() - from.column();
    int steps = Math.max(Math.abs(rows), Math.abs(columns));
    for (int step = 1; step <= steps; step++) {
      int row = from.row() + Math.round((float) rows * step / steps);
      int column = from.column() + Math.round((float) columns * step / steps);
      if (row != HEAD || column != HEAD) {
        paint(at(row, column), stroke);
      }
    }
    last = now;
  }

  private Optional<WeekSpot> under(MouseEvent event) {
    var point = sceneToLocal(event.getSceneX(), event.getSceneY());
    return spots.stream().filter(spot -> spot.getBoundsInParent().contains(point)).findFirst();
  }
}
