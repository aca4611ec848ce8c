package org.shuttersend.ui.main;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.shuttersend.model.PhotoList;
import org.shuttersend.text.Texts;

/// Stands where the rows would be while there are none.
final class IdlePane extends VBox {
  private final MainModel model;
  private final Texts texts;
  private final FontIcon icon = new FontIcon(Feather.CAMERA);
  private final Label title = new Label();
  private final Label detail = new Label();
  private final Button delivered;
  private final Button add;
  private Optional<Idle> shown = Optional.empty();

  IdlePane(MainModel model, Texts texts, Runnable addFolder) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("idle");
    setId("idle");
    setAlignment(Pos.CENTER);
    title.getStyleClass().add("idle-title");
    title.setId("idle-title");
    detail.getStyleClass().add("muted");
    detail.setWrapText(true);
    delivered = new Button(texts.get("idle.showDelivered"));
    delivered.setOnAction(_ -> model.show(PhotoList.DELIVERED));
    add = new Button(texts.get("folders.add"));
    add.setOnAction(_ -> addFolder.run());
    var buttons = new HBox(delivered, add);
    buttons.getStyleClass().add("idle-buttons");
    buttons.setAlignment(Pos.CENTER);
    getChildren().addAll(icon, title, detail, buttons);
    model.rows().subscribe(_ -> show());
    model.overview().subscribe(_ -> show());
  }

  private void show() {
    Rows rows = model.rows().get();
    var next =
        rows.loaded() && rows.count() == 0
            ? model.overview().get().map(now -> Idle.of(now, rows, texts))
            : Optional.<Idle>empty();
    setVisible(next.isPresent());
    if (!next.equals(shown)) {
      shown = next;
      next.ifPresent(this::show);
    }
  }

  private void show(Idle idle) {
    icon.setIconCode(idle.icon());
    title.setText(idle.title());
    detail.setText(idle.detail());
    show(delivered, idle.showsDelivered());
    show(add, idle.addsFolder());
  }

  private static void show(Button button, boolean visible) {
    button.setVisible(visible);
    button.setManaged(visible);
  }
}
