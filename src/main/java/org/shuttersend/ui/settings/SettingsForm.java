package org.shuttersend.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.shuttersend.settings.Settings;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.main.FolderChooser;

/// All pages over one draft: says what of it differs from what is kept, and whether it may be
/// saved.
final class SettingsForm extends BorderPane {
  private final Settings before;
  private final Desk desk;
  private final Texts texts;
  private final Runnable onDone;
  private final BottomBar bottom;
  private final FoldersPage folders;
  private final ServerPage server;
  private final SpeedPage speed;
  private final StackPane shown = new StackPane();
  private final List<RadioButton> tabs = new ArrayList<>();
  private boolean saving;

  /// @param onDone the window may go
  SettingsForm(
      SettingsDesk.State state, Desk desk, FolderChooser chooser, Texts texts, Runnable onDone) {
    this.before = state.settings();
    this.desk = desk;
    this.texts = texts;
    this.onDone = onDone;
    bottom = new BottomBar(texts, this::leave, this::save);
    folders = new FoldersPage(before.folders(), chooser, bottom, texts, this::changed);
    server = new ServerPage(state, desk, texts, this::changed);
    speed = new SpeedPage(before.limits(), texts, this::changed);
    var after = new AfterPage(folders.folders(), texts);
    var general = new GeneralPage(state.places(), desk, texts);
    getStyleClass().addAll("main-window", "settings-window");
    var nav = new VBox();
    nav.getStyleClass().add("settings-nav");
    var group = new ToggleGroup();
    nav.getChildren()
        .addAll(
            tab("FOLDERS", folders.view(), group),
            tab("SERVER", server.view(), group),
            tab("SPEED", speed.view(), group),
            tab("AFTER", after.view(), group),
            tab("GENERAL", general.view(), group));
    // In the order in which the keyboard goes through them.
    setLeft(nav);
    setCenter(shown);
    setBottom(bottom);
    tabs.getFirst().setSelected(true);
    desk.check(before, this::show);
  }

  /// A radio button, so that the arrows go from one to the next.
  private RadioButton tab(String key, Node page, ToggleGroup group) {
    var tab = new RadioButton(texts.get("settings.tab." + key));
    tab.setId("settings-" + key);
    tab.getStyleClass().setAll("settings-tab");
    tab.setMaxWidth(Double.MAX_VALUE);
    tab.setMnemonicParsing(true);
    tab.setToggleGroup(group);
    tab.selectedProperty()
        .subscribe(selected -> {
          if (selected) {
            shown.getChildren().setAll(page);
          }
        });
    tabs.add(tab);
    return tab;
  }

  void focus() {
    tabs.stream().filter(RadioButton::isSelected).forEach(Node::requestFocus);
  }

  private Optional<Settings> draft() {
    return folders
        .chosen()
        .flatMap(chosen ->
            speed
                .limits()
                .map(limits -> new Settings(chosen, server.address(), before.tokenFile(), limits)));
  }

  /// A draft that is wrong differs from what is kept.
  private boolean isChanged() {
    return server.token().isPresent() || draft().filter(before::equals).isEmpty();
  }

  private void changed() {
    bottom.say("");
    bottom.allowSave(false);
    Optional<Settings> draft = draft();
    if (draft.isPresent()) {
      desk.check(draft.get(), this::show);
    }
  }

  /// What was found about the draft as it is now.
  private void show(SettingsDesk.Problems problems) {
    server.show(problems.server());
    folders.show(problems);
    bottom.allowSave(!saving && problems.isNone() && draft().isPresent() && isChanged());
  }

  private void save() {
    Optional<Settings> draft = draft();
    if (draft.isEmpty() || saving) {
      return;
    }
    saving = true;
    bottom.saving();
    center(true);
    Optional<String> token = server.token();
    desk.run(
        d -> {
          d.save(before, draft.get(), token);
          return true;
        },
        _ -> onDone.run(),
        why -> {
          saving = false;
          center(false);
          bottom.say(why.isEmpty() ? texts.get("settings.notSaved") : why);
          bottom.allowSave(true);
        });
  }

  /// What is being saved is not changed meanwhile.
  private void center(boolean disabled) {
    getCenter().setDisable(disabled);
    getLeft().setDisable(disabled);
  }

  /// Goes, or asks first. While it is being saved, that decides.
  void leave() {
    if (saving) {
      return;
    }
    if (bottom.isAsking()) {
      bottom.answered();
    } else if (isChanged()) {
      bottom.ask(
          texts.get("settings.discard.ask"),
          texts.get("settings.discard.yes"),
          texts.get("settings.discard.no"),
          onDone);
    } else {
      onDone.run();
    }
  }
}
