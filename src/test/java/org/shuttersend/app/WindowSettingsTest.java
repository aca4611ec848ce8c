package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.RootCommand;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.model.Reason;
import org.shuttersend.receiver.Rig;
import org.shuttersend.settings.Settings;
import org.shuttersend.settings.SettingsStore;
import org.shuttersend.settings.TokenFile;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.settings.Finding;
import org.shuttersend.ui.settings.OpenSettings;
import org.shuttersend.ui.settings.SettingsDesk;

/// What is typed into the settings' window is checked, kept, and worked by, against a real
/// receiver.
class WindowSettingsTest {
  @TempDir Path temp;
  private Rig rig;
  private SettingsStore store;
  private DataFolder data;
  private Workplace workplace;
  private WindowSettings desk;
  private Path exports;
  private String address;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(temp.resolve("receiver"));
    address = rig.receiver().address().toString();
    exports = Files.createDirectory(temp.resolve("Exports"));
    store = new SettingsStore(temp.resolve("settings"));
    var texts = new Texts(Locale.ENGLISH, "org.shuttersend.ui.ui", RootCommand.TEXTS);
    var inputs = new Inputs(texts);
    var opening = new Opening(inputs, texts, _ -> {}, Clock.systemUTC());
    data = DataFolder.take(temp.resolve("data"));
    workplace = new Workplace(data, store, opening, inputs, Clock.systemUTC());
    desk =
        new WindowSettings(
            workplace,
            new SettingsDesk.Places(
                data.path(), temp.resolve("settings"), data.path().resolve("logs"), "1"),
            inputs,
            new ServerTest(Clock.systemUTC()));
  }

  @AfterEach
  void close() throws Exception {
    workplace.close();
    data.close();
    rig.close();
  }

  private Settings draft(Path... folders) {
    return new Settings(
        List.of(folders).stream().map(f -> new ChosenFolder(f, Choosing.USUAL)).toList(),
        Optional.of(address),
        workplace.settings().tokenFile(),
        Limits.USUAL);
  }

  private void save(Settings draft, String token) throws SettingsDesk.NotSaved {
    desk.save(workplace.settings(), draft, Optional.of(token));
  }

  private List<Path> tokens() throws IOException {
    try (var files = Files.list(temp.resolve("settings"))) {
      return files.filter(f -> !f.endsWith("settings.json")).toList();
    }
  }

  @Test
  void aTestSaysWhoWeAreAndHowMuchWaits() {
    assertThat(desk.test(address, Optional.of(Rig.TOKEN)))
        .isInstanceOfSatisfying(
            Finding.Connected.class,
            found -> {
              assertThat(found.user()).contains(Rig.USER);
              assertThat(found.queue().orElseThrow().capacity()).isEqualTo(1000);
              assertThat(found.latency()).isPositive();
            });
  }

  @Test
  void aTestSaysWhyNot() throws Exception {
    assertThat(desk.test(address, Optional.of("wrong")))
        .isEqualTo(new Finding.Failed(Reason.of(Reason.Code.TOKEN_REFUSED)));
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    assertThat(desk.test("http://127.0.0.1:" + nobody, Optional.of("any")))
        .isEqualTo(
            new Finding.Failed(Reason.of(Reason.Code.SERVER_UNREACHABLE, "127.0.0.1:" + nobody)));
    assertThat(desk.test("http://studio.example", Optional.of("any")))
        .isInstanceOfSatisfying(
            Finding.Unusable.class, found -> assertThat(found.sentence()).contains("encrypted"));
    assertThat(desk.test(address, Optional.empty()))
        .isInstanceOfSatisfying(
            Finding.Unusable.class, found -> assertThat(found.sentence()).contains("token"));
    assertThat(desk.test(address, Optional.of("two words")))
        .isInstanceOfSatisfying(
            Finding.Unusable.class, found -> assertThat(found.sentence()).contains("one line"));
  }

  @Test
  void aTestOfAServerThatSaysNothingIsBrokenOff() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String there = "http://127.0.0.1:" + silent.getLocalPort();
      var asking = Thread.ofVirtual().start(() -> desk.test(there, Optional.of("any")));
      try (var heard = silent.accept()) {
        asking.interrupt();
        asking.join();
        assertThat(heard.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aTokenIsKeptBesideTheSettingsForTheUserAloneAndTheOldOneForgotten() throws Exception {
    save(draft(exports), "first");
    save(draft(exports), Rig.TOKEN);
    assertThat(tokens()).containsExactly(workplace.settings().tokenFile().orElseThrow());
    assertThat(TokenFile.read(tokens().getFirst()))
        .isEqualTo(new TokenFile.Result.Token(Rig.TOKEN));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens().getFirst())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(store.file())).doesNotContain(Rig.TOKEN);
    assertThat(desk.state().tokenKept()).isTrue();
    Files.writeString(exports.resolve("a.jpg"), "one");
    await().until(() -> workplace.overview().counts().delivered() == 1);
  }

  @Test
  void whatCannotBeSavedLeavesTheOldSettingsAndTheOldToken() throws Exception {
    save(draft(exports), Rig.TOKEN);
    Settings before = workplace.settings();
    Path file = before.tokenFile().orElseThrow();
    assertThatThrownBy(() -> save(draft(temp), "another"))
        .isInstanceOf(SettingsDesk.NotSaved.class)
        .hasMessageContaining("Shuttersend");
    assertThatThrownBy(() -> save(draft(exports), "no token"))
        .isInstanceOf(SettingsDesk.NotSaved.class);
    assertThat(workplace.settings()).isEqualTo(before);
    assertThat(tokens()).containsExactly(file);
  }

  @Test
  void aFolderThatWasAddedElsewhereMeanwhileStays() throws Exception {
    save(draft(exports), Rig.TOKEN);
    Settings before = workplace.settings();
    Path card = Files.createDirectory(temp.resolve("Card"));
    workplace.addFolder(card);
    desk.save(before, before.with(List.of()), Optional.empty());
    assertThat(workplace.settings().roots()).containsExactly(card);
  }

  @Test
  void everythingWrongWithAFolderIsSaid() {
    var broken =
        new Choosing(List.of(), List.of("!"), OptionalLong.of(5), OptionalLong.of(4), false);
    var draft =
        new Settings(
            List.of(
                new ChosenFolder(exports, broken),
                new ChosenFolder(exports.resolve("inner"), Choosing.USUAL),
                new ChosenFolder(data.path(), Choosing.USUAL)),
            Optional.of("ftp://x"),
            Optional.empty(),
            Limits.USUAL);
    SettingsDesk.Problems problems = desk.check(draft);
    assertThat(problems.server().orElseThrow()).contains("ftp://x");
    assertThat(problems.folders().get(0).orElseThrow()).contains("!").contains("5");
    assertThat(problems.folders().get(1).orElseThrow()).contains("Exports");
    assertThat(problems.folders().get(2).orElseThrow()).contains("data");
  }

  @Test
  void theWindowTestsSavesAndChangesLimitsOfTheRealProgram() throws Exception {
    save(draft(exports), Rig.TOKEN);
    try (var open = new OpenSettings(desk)) {
      open.page("SERVER");
      open.click("#test");
      open.eventually(() -> open.text("#finding").contains("as “" + Rig.USER + "”"));
      open.page("SPEED");
      open.type("#uploads", "2");
      open.eventually(open::canSave);
      open.click("#save");
      open.eventually(() -> !open.isOpen());
    }
    await().until(() -> workplace.overview().pace().maximum() == 2);
    assertThat(store.load().limits().maxUploads()).isEqualTo(2);
  }
}
