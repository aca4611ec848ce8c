package org.shuttersend.ui.main;

import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.shuttersend.model.Counts;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.text.Texts;

/// The bottom line: how hard it works, and what today brought.
final class FooterView extends HBox {
  private final Texts texts;
  private final Label pace = new Label();
  private final Label today = new Label();
  private final Tooltip limits = new Tooltip();

  FooterView(MainModel model, Texts texts) {
    this.texts = texts;
    getStyleClass().add("footer");
    setAlignment(Pos.CENTER_LEFT);
    pace.setId("pace");
    today.setId("today");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(pace, space, today);
    model.overview().subscribe(now -> now.ifPresent(this::show));
  }

  private void show(Overview now) {
    Pace going = now.pace();
    pace.setText(words(going));
    why(going);
    Counts counts = now.counts();
    today.setText(
        texts.get(
            "footer.today",
            texts.bytes((double) counts.todayBytes()),
            counts.todayPhotos(),
            texts.count(counts.todayPhotos())));
  }

  /// Each limit in force is a sentence, for whoever wants to know why it goes no faster.
  private void why(Pace going) {
    String sentences = going.limits().stream().map(texts::reason).collect(Collectors.joining("\n"));
    limits.setText(sentences);
    pace.setTooltip(sentences.isEmpty() ? null : limits);
  }

  private String words(Pace going) {
    if (going.maximum() == 0) {
      // Nothing is set up yet.
      return "";
    }
    if (going.sending() == 0) {
      return texts.get("footer.idle", going.maximum(), texts.count(going.maximum()));
    }
    String sending = texts.count(going.sending());
    return going.sending() >= going.permitted()
        ? texts.get("footer.full", going.sending(), sending)
        : texts.get("footer.pace", going.sending(), sending, texts.count(going.maximum()));
  }
}
