package org.shuttersend.ui.main;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Meter;
import org.shuttersend.ui.thumbnail.Thumbnail;
import org.shuttersend.ui.thumbnail.ThumbnailView;
import org.shuttersend.ui.thumbnail.Thumbnails;

/// One line of the list. Reused for other photos while scrolling; a node whose text stays the same
/// is not touched.
final class PhotoRowView extends HBox {
  private static final PseudoClass LOADING = PseudoClass.getPseudoClass("loading");
  private static final String NO_SIZE = "—";

  private final RowMenu menu;
  private final Texts texts;
  private final ZoneId zone;

  private final ThumbnailView thumbnail;
  private final Label name = new Label();
  private final Label place = new Label();
  private final Label size = new Label();
  private final Label lead = new Label();
  private final Label rest = new Label();
  private final Meter meter = new Meter("upload");
  private final HBox links = new HBox();
  private final Button more = new Button("", new FontIcon(Feather.MORE_HORIZONTAL));

  private Optional<PhotoRow> shown = Optional.empty();
  private List<String> linked = List.of();

  PhotoRowView(RowMenu menu, Thumbnails thumbnails, Texts texts, ZoneId zone) {
    this.menu = menu;
    this.texts = texts;
    this.zone = zone;
    this.thumbnail = new ThumbnailView(thumbnails);
    getStyleClass().add("photo");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("photo-name");
    place.getStyleClass().add("photo-place");
    size.getStyleClass().add("photo-size");
    lead.getStyleClass().add("photo-lead");
    lead.setMinWidth(Region.USE_PREF_SIZE);
    lead.setMaxWidth(Region.USE_PREF_SIZE);
    rest.getStyleClass().add("photo-rest");
    rest.setMinWidth(0);
    links.getStyleClass().add("photo-links");
    more.getStyleClass().setAll("more");
    more.setAccessibleText(texts.get("row.more"));
    // The list's own keys open the menu; a stop at each row would be a long way to the next field.
    more.setFocusTraversable(false);
    more.setOnAction(_ -> openMenu());

    var names = new VBox(name, place);
    names.getStyleClass().add("photo-names");
    names.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(names, Priority.ALWAYS);
    var state = new VBox(new HBox(lead, rest), meter, links);
    state.getStyleClass().add("photo-state");
    state.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(thumbnail, names, size, state, more);
    show(meter, false);
    show(links, false);
  }

  void show(PhotoRow row) {
    if (shown.equals(Optional.of(row))) {
      showThumbnail(row);
      return;
    }
    shown = Optional.of(row);
    pseudoClassStateChanged(LOADING, false);
    name.setText(row.ref().name());
    place.setText(RowLine.place(row, texts, zone));
    place.setWrapText(row.state().filter(PhotoState::needsAttention).isPresent());
    size.setText(row.size() == 0 ? NO_SIZE : texts.bytes((double) row.size()));
    RowLine line = RowLine.of(row, texts, zone);
    line.tone().paint(lead);
    lead.setText(line.lead());
    rest.setText(line.rest().isEmpty() ? "" : " · " + line.rest());
    line.share().ifPresent(meter::setShare);
    show(meter, line.share().isPresent());
    showLinks(row);
    showThumbnail(row);
    more.setVisible(true);
  }

  /// The row is not at hand yet.
  void showLoading() {
    shown = Optional.empty();
    pseudoClassStateChanged(LOADING, true);
    for (Label label : List.of(name, place, size, lead, rest)) {
      label.setText("");
    }
    thumbnail.clear();
    more.setVisible(false);
    show(meter, false);
    links.getChildren().clear();
    linked = List.of();
    show(links, false);
  }

  /// Pictures have come.
  void refreshThumbnail() {
    shown.ifPresent(this::showThumbnail);
  }

  void openMenu() {
    shown.ifPresent(row -> menu.of(row).show(more, Side.BOTTOM, 0, 0));
  }

  /// What a screen reader says of the row.
  String spoken() {
    return shown
        .map(row -> name.getText() + ", " + RowLine.of(row, texts, zone).spoken())
        .orElse("");
  }

  private void showThumbnail(PhotoRow row) {
    thumbnail.show(new Thumbnail.Key(row.ref().file(), row.modified()), row.state().isPresent());
  }

  /// Made anew only when others are offered: a link under the pointer must not vanish at a refresh.
  private void showLinks(PhotoRow row) {
    var offered = menu.offered(row);
    var labels = offered.stream().map(action -> row.id() + "/" + action.label()).toList();
    if (labels.equals(linked)) {
      return;
    }
    linked = labels;
    links.getChildren().clear();
    for (RowMenu.Action action : offered) {
      if (!links.getChildren().isEmpty()) {
        var dot = new Label("·");
        dot.getStyleClass().add("photo-rest");
        links.getChildren().add(dot);
      }
      var link = new Hyperlink(action.label());
      link.setFocusTraversable(false);
      link.setId(action.id());
      link.setMinWidth(Region.USE_PREF_SIZE);
      link.setOnAction(_ -> action.run().run());
      links.getChildren().add(link);
    }
    show(links, !offered.isEmpty());
  }

  private static void show(Region node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
