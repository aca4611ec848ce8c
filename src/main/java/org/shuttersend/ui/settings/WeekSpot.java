package org.shuttersend.ui.settings;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import org.shuttersend.text.Texts;

/// One place of the week's grid: an hour of a day, or the head of a day or of an hour, which stands
/// for all of its cells.
final class WeekSpot extends Label {
  /// The row of the heads of hours, and the column of the heads of days.
  static final int HEAD = -1;

  private static final PseudoClass LIMITED = PseudoClass.getPseudoClass("limited");
  private static final PseudoClass PAUSED = PseudoClass.getPseudoClass("paused");

  /// As many hours as one that is written stands for.
  private static final int WRITTEN = 3;

  private final int row;
  private final int column;
  private final Texts texts;

  /// @param row 0 to 6 from Monday, or [#HEAD]
  /// @param column 0 to 23, or [#HEAD]
  WeekSpot(int row, int column, Texts texts) {
    this.row = row;
    this.column = column;
    this.texts = texts;
    setId("week-" + row + "-" + column);
    setAccessibleRole(AccessibleRole.BUTTON);
    setFocusTraversable(false);
    if (isCell()) {
      getStyleClass().setAll("week-cell");
      return;
    }
    getStyleClass().setAll(row == HEAD ? "week-hour" : "week-day");
    setAccessibleText(where());
    if (row != HEAD) {
      setText(DayOfWeek.of(row + 1).getDisplayName(TextStyle.SHORT_STANDALONE, texts.locale()));
    } else if (column % WRITTEN == 0) {
      setText(Integer.toString(column));
    }
  }

  int row() {
    return row;
  }

  int column() {
    return column;
  }

  boolean isCell() {
    return row != HEAD && column != HEAD;
  }

  /// Whether this is it, or stands for it.
  boolean covers(int cellRow, int cellColumn) {
    return (row == HEAD || row == cellRow) && (column == HEAD || column == cellColumn);
  }

  DayOfWeek day() {
    return DayOfWeek.of(row + 1);
  }

  void show(Hour hour) {
    pseudoClassStateChanged(LIMITED, hour == Hour.LIMITED);
    pseudoClassStateChanged(PAUSED, hour == Hour.PAUSED);
    setAccessibleText(texts.get("week.cell", where(), texts.get("week.is." + hour)));
  }

  /// `Monday 9 to 10`.
  private String where() {
    if (row == HEAD) {
      return texts.get("week.hour", Integer.toString(column), Integer.toString(column + 1));
    }
    String day = day().getDisplayName(TextStyle.FULL_STANDALONE, texts.locale());
    return column == HEAD
        ? day
        : texts.get("week.where", day, Integer.toString(column), Integer.toString(column + 1));
  }
}
