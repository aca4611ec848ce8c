package org.shuttersend.ui.main;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace.Hold;
import org.shuttersend.model.Reason;
import org.shuttersend.text.Texts;

/// Under the list: why everything waits, until when, and the way out. Also what the window itself
/// could not do.
final class HoldBanner extends HBox {
  private final MainModel model;
  private final Texts texts;
  private final Label reason = new Label();
  private final Label detail = new Label();
  private final Button button = new Button();

  HoldBanner(MainModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("banner");
    setId("banner");
    setAlignment(Pos.CENTER_LEFT);
    reason.getStyleClass().add("banner-reason");
    reason.setMinWidth(Region.USE_PREF_SIZE);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setId("banner-button");
    detail.setWrapText(true);
    detail.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(detail, Priority.ALWAYS);
    getChildren().addAll(reason, detail, button);
    model.overview().subscribe(_ -> show());
    model.trouble().subscribe(_ -> show());
  }

  private void show() {
    var complaint = model.trouble().get().command();
    var hold =
        model.overview().get().flatMap(now -> now.pace().hold().filter(StateLine::isServersHold));
    setVisible(complaint.isPresent() || hold.isPresent());
    setManaged(isVisible());
    if (complaint.isPresent()) {
      reason.setText(texts.get("banner.command"));
      detail.setText(complaint.get());
      button.setText(texts.get("banner.command.ok"));
      button.setOnAction(_ -> model.dismissTrouble());
    } else if (hold.isPresent()) {
      model.overview().get().ifPresent(now -> show(now, hold.get()));
    }
  }

  private void show(Overview now, Hold hold) {
    long waiting = now.counts().transfers();
    reason.setText(texts.get("banner.reason", texts.reason(hold.reason())));
    String next =
        hold.reason().code() == Reason.Code.SERVER_UNREACHABLE
            ? "banner.nextTry"
            : "banner.nextPhoto";
    String goesOn =
        StateLine.untilEnd(now.at(), hold, texts)
            .map(wait -> texts.get(next, wait))
            .orElseGet(() -> texts.get("banner.untilActed"));
    detail.setText(
        waiting == 0
            ? goesOn
            : goesOn + " " + texts.get("banner.safe", waiting, texts.count(waiting)));
    button.setText(texts.get("banner.tryNow"));
    button.setOnAction(_ -> model.tryNow());
  }
}
