package org.shuttersend.ui.settings;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.shuttersend.text.Texts;

/// Where things lie, and which version this is.
final class GeneralPage {
  private final Texts texts;
  private final Desk desk;
  private final Page page;

  GeneralPage(SettingsDesk.Places places, Desk desk, Texts texts) {
    this.texts = texts;
    this.desk = desk;
    var form = new Form(texts);
    place(form, "settings.place.data", "data", places.data());
    place(form, "settings.place.settings", "settings", places.settings());
    place(form, "settings.place.logs", "logs", places.logs());
    var version = new Label(places.version());
    version.setId("version");
    version.getStyleClass().add("fact");
    form.row("settings.version", version);
    page = new Page(texts.get("settings.GENERAL"), form);
  }

  Node view() {
    return page;
  }

  /// A field, so that it can be copied.
  private void place(Form form, String key, String id, Path folder) {
    var field = new TextField(folder.toString());
    field.setId("place-" + id);
    field.setEditable(false);
    HBox.setHgrow(field, Priority.ALWAYS);
    var open = new Button(texts.get("settings.open"));
    open.setId("open-" + id);
    open.setAccessibleText(texts.get("settings.open.what", Form.plain(texts.get(key))));
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setOnAction(_ ->
        desk.run(
            d -> {
              d.open(folder);
              return true;
            },
            _ -> {},
            _ -> {}));
    form.field(key, field, Form.line(field, open));
  }
}
