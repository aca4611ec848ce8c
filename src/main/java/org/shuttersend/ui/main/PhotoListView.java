package org.shuttersend.ui.main;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.shuttersend.model.PhotoList;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.thumbnail.Thumbnails;

/// The rows. Only the visible ones exist, only those around them are at hand; scrolling never waits
/// for the others. The chosen photo stays chosen and, in lists where new ones come in at the top,
/// what the user reads stays where it is.
final class PhotoListView extends ListView<Integer> {
  static final double ROW_HEIGHT = 58;

  private final MainModel model;
  private final RowIndexes indexes = new RowIndexes();

  /// Every cell ever made for this list: as many as fit on the screen, and a few.
  private final List<PhotoCell> cells = new ArrayList<>();

  private Optional<VirtualFlow<?>> flow = Optional.empty();
  private Rows shown;

  /// While rows are applied: the list's own changes of the choice are not the user's.
  private boolean applying;

  PhotoListView(MainModel model, Thumbnails thumbnails, Texts texts, ZoneId zone) {
    this.model = model;
    this.shown = model.rows().get();
    var menu = new RowMenu(model, texts);
    getStyleClass().add("photos");
    setId("photos");
    setAccessibleText(texts.get("list.rows"));
    setFixedCellSize(ROW_HEIGHT);
    setItems(indexes);
    setCellFactory(_ -> {
      var cell = new PhotoCell(model, new PhotoRowView(menu, thumbnails, texts, zone));
      cells.add(cell);
      return cell;
    });
    skinProperty().subscribe(_ -> findFlow());
    heightProperty().subscribe(_ -> tellShowing());
    getSelectionModel().selectedIndexProperty().subscribe(this::chosen);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::onContextMenu);
    model.rows().subscribe(this::apply);
    thumbnails.start(() -> cells.forEach(cell -> cell.view().refreshThumbnail()));
  }

  private void apply(Rows rows) {
    applying = true;
    boolean sameList = rows.isSameListAs(shown);
    OptionalInt moved = sameList ? movedBy(rows) : OptionalInt.empty();
    shown = rows;
    indexes.resize(rows.count());
    if (!sameList) {
      getSelectionModel().clearSelection();
      flow.ifPresent(f -> f.setPosition(0));
    }
    moved.ifPresent(by -> flow.ifPresent(f -> f.scrollPixels(by * ROW_HEIGHT)));
    keepChoice(rows);
    cells.forEach(PhotoCell::refresh);
    applying = false;
    tellShowing();
  }

  /// How far the photo at the top of the screen moved, where the list must move with it. Not at the
  /// very top, where the newest are wanted; not among the transfers, which change places all the
  /// time.
  private OptionalInt movedBy(Rows next) {
    int top = firstVisible();
    if (top == 0 || next.list() == PhotoList.TRANSFERS) {
      return OptionalInt.empty();
    }
    return shown
        .at(top)
        .map(row -> next.indexOf(row.id()))
        .filter(OptionalInt::isPresent)
        .map(index -> OptionalInt.of(index.getAsInt() - top))
        .filter(by -> by.getAsInt() != 0)
        .orElse(OptionalInt.empty());
  }

  private void keepChoice(Rows rows) {
    if (model.selected().isEmpty()) {
      return;
    }
    OptionalInt now = rows.indexOf(model.selected().getAsLong());
    if (now.isEmpty()) {
      // Scrolled out of what is at hand, or gone: either way no other photo takes its place.
      getSelectionModel().clearSelection();
    } else if (now.getAsInt() != getSelectionModel().getSelectedIndex()) {
      getSelectionModel().select(now.getAsInt());
      getFocusModel().focus(now.getAsInt());
    }
  }

  private void chosen(Number index) {
    if (!applying) {
      model.select(
          shown
              .at(index.intValue())
              .map(row -> OptionalLong.of(row.id()))
              .orElse(OptionalLong.empty()));
    }
  }

  private void onKey(KeyEvent key) {
    if (key.getCode() == KeyCode.ENTER) {
      openMenuOfChosen();
      key.consume();
    }
  }

  private void onContextMenu(ContextMenuEvent event) {
    if (event.isKeyboardTrigger()) {
      openMenuOfChosen();
    } else if (event.getTarget() instanceof Node target) {
      cells.stream()
          .filter(cell -> !cell.isEmpty() && isInside(target, cell))
          .findFirst()
          .ifPresent(cell -> cell.view().openMenu());
    }
    event.consume();
  }

  private void openMenuOfChosen() {
    int index = getSelectionModel().getSelectedIndex();
    cells.stream()
        .filter(cell -> !cell.isEmpty() && cell.getIndex() == index)
        .findFirst()
        .ifPresent(cell -> cell.view().openMenu());
  }

  private static boolean isInside(Node node, Node ancestor) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
  }

  private void findFlow() {
    flow =
        Optional.ofNullable(lookup(".virtual-flow"))
            .filter(VirtualFlow.class::isInstance)
            .map(found -> (VirtualFlow<?>) found);
    flow.ifPresent(f -> {
      f.positionProperty().subscribe(_ -> tellShowing());
      f.heightProperty().subscribe(_ -> tellShowing());
    });
  }

  private void tellShowing() {
    if (!applying && flow.isPresent() && flow.get().getHeight() > 0 && shown.loaded()) {
      int visible = (int) Math.ceil(flow.get().getHeight() / ROW_HEIGHT) + 1;
      model.showing(firstVisible(), visible);
    }
  }

  /// Computed from the position: the cells themselves are laid out later.
  private int firstVisible() {
    return flow.map(
            f -> {
              double hidden = indexes.size() * ROW_HEIGHT - f.getHeight();
              return hidden <= 0 ? 0 : (int) (f.getPosition() * hidden / ROW_HEIGHT);
            })
        .orElse(0);
  }
}
