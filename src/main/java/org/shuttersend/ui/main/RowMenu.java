package org.shuttersend.ui.main;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.text.Texts;

/// What can be done with one photo; the same from the button, the right click and the keyboard.
final class RowMenu {
  private final MainModel model;
  private final Texts texts;

  RowMenu(MainModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  /// A word of the window that does something to the row.
  record Action(String id, String label, Runnable run) {}

  ContextMenu of(PhotoRow row) {
    var items = new ArrayList<MenuItem>();
    for (Action action : actions(row)) {
      items.add(item(action));
    }
    if (needsAttention(row)) {
      items.add(1, new SeparatorMenuItem());
    }
    return new ContextMenu(items.toArray(MenuItem[]::new));
  }

  /// Those offered in the row itself: only where the user must decide.
  List<Action> offered(PhotoRow row) {
    return needsAttention(row)
        ? List.of(showInFolder(row), sendAgain(row), dismiss(row))
        : List.of();
  }

  private List<Action> actions(PhotoRow row) {
    Path file = row.ref().file();
    var copy = new Action("copy-path", texts.get("row.copyPath"), () -> copy(file));
    return needsAttention(row)
        ? List.of(showInFolder(row), sendAgain(row), dismiss(row), copy)
        : List.of(showInFolder(row), copy);
  }

  private Action showInFolder(PhotoRow row) {
    return new Action(
        "show-in-folder",
        texts.get("row.showInFolder"),
        () -> model.showInFolder(row.ref().file()));
  }

  private Action sendAgain(PhotoRow row) {
    return new Action(
        "send-again",
        texts.get(row.until().isPresent() ? "row.sendNow" : "row.sendAgain"),
        () -> model.sendAgain(row));
  }

  private Action dismiss(PhotoRow row) {
    return new Action("dismiss", texts.get("row.dismiss"), () -> model.dismiss(row));
  }

  private static boolean needsAttention(PhotoRow row) {
    return row.state().filter(PhotoState::needsAttention).isPresent();
  }

  private static MenuItem item(Action action) {
    var item = new MenuItem(action.label());
    item.setId(action.id());
    item.setOnAction(_ -> action.run().run());
    return item;
  }

  private static void copy(Path file) {
    var content = new ClipboardContent();
    content.putString(file.toString());
    Clipboard.getSystemClipboard().setContent(content);
  }
}
