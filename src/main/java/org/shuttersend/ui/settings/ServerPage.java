package org.shuttersend.ui.settings;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.text.Texts;

/// Where photos go, and by what right.
final class ServerPage {
  private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
  private static final String DOTS = "\u2022".repeat(16);
  private static final int MILLIS = 1000;

  private final Texts texts;
  private final Desk desk;
  private final TextField address = new TextField();
  private final PasswordField token = new PasswordField();
  private final Button test;
  private final Label finding = new Label();
  private final ProblemLabel addressProblem;
  private final Page page;

  /// The tests that were begun or broken off: an answer is heard only if it is the last one's.
  private int tests;

  ServerPage(SettingsDesk.State state, Desk desk, Texts texts, Runnable changed) {
    this.texts = texts;
    this.desk = desk;
    address.setId("address");
    address.setText(state.settings().server().orElse(""));
    address.setPromptText("https://studio.example");
    token.setId("token");
    token.setPromptText(state.tokenKept() ? DOTS : "");
    token.pseudoClassStateChanged(PseudoClass.getPseudoClass("kept"), state.tokenKept());
    addressProblem = new ProblemLabel(address);
    test = new Button(texts.get("settings.test"));
    test.setId("test");
    test.setOnAction(_ -> test());
    finding.setId("finding");
    finding.setWrapText(true);
    finding.getStyleClass().add("finding");
    var form = new Form(texts);
    form.field("settings.address", address, address, addressProblem);
    form.field(
        "settings.token",
        token,
        token,
        form.words(state.tokenKept() ? "settings.token.there" : "settings.token.kept"));
    form.row("settings.connection", test, finding);
    page = new Page(texts.get("settings.SERVER"), form);
    clear();
    for (TextField field : new TextField[] {address, token}) {
      field
          .textProperty()
          .addListener((_, _, _) -> {
            clear();
            changed.run();
          });
    }
  }

  Node view() {
    return page;
  }

  Optional<String> address() {
    return Optional.of(address.getText().strip()).filter(text -> !text.isEmpty());
  }

  /// A new one; empty: the one that is kept.
  Optional<String> token() {
    return Optional.of(token.getText().strip()).filter(text -> !text.isEmpty());
  }

  void show(Optional<String> problem) {
    addressProblem.show(problem);
  }

  /// What was found out is about what was typed then.
  private void clear() {
    tests++;
    desk.stopTest();
    test.setDisable(address().isEmpty());
    say("", Optional.empty());
  }

  private void test() {
    String asked = address.getText().strip();
    Optional<String> typed = token();
    int number = ++tests;
    test.setDisable(true);
    say(texts.get("settings.test.asking"), Optional.empty());
    desk.test(
        d -> d.test(asked, typed),
        found -> {
          if (number == tests) {
            test.setDisable(false);
            show(found);
          }
        });
  }

  private void show(Finding found) {
    switch (found) {
      case Finding.Connected connected -> say("✓ " + sentence(connected), Optional.of(true));
      case Finding.Failed(var reason) -> say("✗ " + texts.reason(reason), Optional.of(false));
      case Finding.Unusable(String sentence) -> say("✗ " + sentence, Optional.of(false));
    }
  }

  private String sentence(Finding.Connected connected) {
    String millis = texts.count(Math.max(1, connected.latency().toNanos() / MILLIS / MILLIS));
    String who =
        connected
            .user()
            .map(user -> texts.get("settings.test.as", millis, Texts.printable(user)))
            .orElseGet(() -> texts.get("settings.test.connected", millis));
    return connected.queue().map(queue -> who + ", " + queue(queue)).orElse(who);
  }

  private String queue(ServerQueue queue) {
    return texts.get(
        "settings.test.queue", texts.count(queue.size()), texts.count(queue.capacity()));
  }

  private void say(String sentence, Optional<Boolean> good) {
    finding.setText(sentence);
    finding.pseudoClassStateChanged(GOOD, good.orElse(false));
    finding.pseudoClassStateChanged(BAD, !good.orElse(true));
    finding.setVisible(!sentence.isEmpty());
    finding.setManaged(!sentence.isEmpty());
  }
}
