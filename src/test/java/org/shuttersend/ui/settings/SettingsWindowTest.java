package org.shuttersend.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.settings.Settings;

/// The real window, driven by a robot.
class SettingsWindowTest {
  private static final Path EXPORTS = Path.of("Exports").toAbsolutePath();
  private static final Path CARD = Path.of("Card").toAbsolutePath();
  private static final Settings BEFORE =
      new Settings(
          List.of(
              new ChosenFolder(EXPORTS, Choosing.USUAL), new ChosenFolder(CARD, Choosing.USUAL)),
          Optional.of("http://127.0.0.1:8088"),
          Optional.of(Path.of("token").toAbsolutePath()),
          Limits.USUAL);

  private final RecordingDesk desk = new RecordingDesk(BEFORE);
  private OpenSettings open;

  @BeforeEach
  void open() {
    open = new OpenSettings(desk);
  }

  @AfterEach
  void close() {
    open.close();
    assertThat(desk.threads)
        .isNotEmpty()
        .allMatch(name -> name.equals("settings-commands") || name.equals("settings-server-test"));
  }

  private Settings saved() {
    open.eventually(open::canSave);
    open.click("#save");
    open.eventually(() -> !open.isOpen());
    assertThat(desk.saved).hasSize(1);
    return desk.saved.getFirst();
  }

  @Test
  void whatIsTypedIsSavedAndNothingElse() {
    assertThat(open.canSave()).isFalse();
    open.page("SPEED");
    open.type("#uploads", "3");
    open.type("#requests", "9");
    open.type("#bytes", "2.5");
    open.click("#battery");
    Limits limits =
        new Limits(
            3,
            OptionalInt.of(9),
            OptionalLong.of(2_500_000),
            BEFORE.limits().timetable(),
            false,
            true);
    assertThat(saved()).isEqualTo(BEFORE.with(limits));
    assertThat(desk.tokens).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidBesideItAndCannotBeSaved() {
    open.page("SPEED");
    open.type("#uploads", "99");
    assertThat(open.text("#uploads-problem")).isEqualTo("Give a number from 1 to 32.");
    open.type("#bytes", "0.0001");
    assertThat(open.text("#bytes-problem")).contains("from 0.001 to 1\u202f000\u202f000");
    assertThat(open.canSave()).isFalse();
    open.type("#bytes", "");
    open.type("#uploads", "7");
    open.eventually(open::canSave);
    assertThat(open.text("#uploads-problem")).isEmpty();
    open.type("#uploads", "8");
    open.eventually(() -> !open.canSave());
    open.page("SERVER");
    open.type("#address", "studio");
    open.eventually(() -> open.text("#address-problem").equals("no address"));
    assertThat(open.canSave()).isFalse();
  }

  @Test
  void aFailedSaveSaysWhyAndKeepsWhatWasTyped() {
    desk.refuse(Optional.of("The disk is full."));
    open.page("SERVER");
    open.type("#address", "https://studio.example");
    open.type("#token", "s3cret");
    open.eventually(open::canSave);
    open.click("#save");
    open.eventually(() -> open.text("#note").equals("The disk is full."));
    assertThat(open.text("#address")).isEqualTo("https://studio.example");
    desk.refuse(Optional.empty());
    assertThat(saved().server()).contains("https://studio.example");
    assertThat(desk.tokens).containsExactly("s3cret");
  }

  @Test
  void aServerIsTestedAndWhatWasFoundIsSaidInWords() {
    open.page("SERVER");
    var queue = new ServerQueue(42, 1000, 3, 3, 1482, 2, 0);
    desk.find(
        Optional.of(
            new Finding.Connected(Duration.ofMillis(18), Optional.of("anna"), Optional.of(queue))));
    open.click("#test");
    open.eventually(() ->
        open.text("#finding").equals("✓ Connected in 18 ms as “anna”, queue 42 of 1\u202f000"));
    open.type("#token", "other");
    assertThat(open.text("#finding")).isEmpty();
    desk.find(Optional.of(new Finding.Failed(Reason.of(Reason.Code.TOKEN_REFUSED))));
    open.click("#test");
    open.eventually(
        () -> open.text("#finding").equals("✗ The server does not accept the access token"));
    assertThat(desk.asked)
        .containsExactly("http://127.0.0.1:8088 kept", "http://127.0.0.1:8088 other");
  }

  @Test
  void theKeyboardGoesFromThePagesNameIntoThePage() {
    open.page("SERVER");
    open.robot.type(KeyCode.TAB);
    assertThat(open.focused()).isEqualTo("address");
  }

  @Test
  void aTestOfAServerThatNeverAnswersEndsWithTheWindow() throws Exception {
    open.page("SERVER");
    open.click("#test");
    open.eventually(() -> !desk.asked.isEmpty());
    open.robot.type(KeyCode.ESCAPE);
    desk.brokenOff.await();
    open.eventually(() -> !open.isOpen());
  }

  @Test
  void aFolderIsTakenOutOnlyAfterAQuestionAndAnotherIsAdded() {
    open.click("#remove-hot-folder");
    assertThat(open.text("#question")).contains("Exports").contains("stay where they are");
    open.robot.type(KeyCode.ESCAPE);
    assertThat(open.find("#question").getParent().isVisible()).isFalse();
    open.click("#remove-hot-folder");
    open.click("#answer-yes");
    open.choose(Path.of("Tethered"));
    open.click("#add-hot-folder");
    open.type("#exclude", "[");
    open.eventually(() -> open.text("#folder-problem").equals("broken pattern"));
    assertThat(open.canSave()).isFalse();
    open.type("#exclude", "raw/");
    open.type("#most", "2000");
    open.click("#only-new");
    var choosing =
        new Choosing(
            List.of(), List.of("raw/"), OptionalLong.empty(), OptionalLong.of(2_000_000_000), true);
    assertThat(saved().folders())
        .containsExactly(
            new ChosenFolder(CARD, Choosing.USUAL),
            new ChosenFolder(Path.of("Tethered").toAbsolutePath(), choosing));
  }

  @Test
  void whatBecomesOfPhotosIsChosenForEachFolder() {
    open.page("AFTER");
    open.click("#after-MOVE");
    open.type("#after-folder", "a/b");
    assertThat(open.text("#after-folder-problem")).contains("name of a folder");
    assertThat(open.canSave()).isFalse();
    open.type("#after-folder", "Done");
    assertThat(saved().folders())
        .extracting(ChosenFolder::after)
        .containsExactly(new AfterUpload(AfterUpload.Action.MOVE, "Done"), AfterUpload.KEEP);
  }

  @Test
  void whatWasTypedIsNotLostByClosingAndASecondOpeningShowsTheSameWindow() {
    open.page("SPEED");
    open.click("#uploads");
    open.robot.type(KeyCode.BACK_SPACE).write("5");
    open.open();
    open.robot.type(KeyCode.ESCAPE);
    open.eventually(() -> open.text("#question").equals("Your changes are not saved."));
    assertThat(open.windows()).isEqualTo(1);
    open.click("#answer-no");
    assertThat(open.text("#uploads")).isEqualTo("5");
    open.click("#cancel");
    open.click("#answer-yes");
    open.eventually(() -> !open.isOpen());
    assertThat(desk.saved).isEmpty();
  }

  @Test
  void saysWhereThingsLieAndOpensThem() {
    open.page("GENERAL");
    assertThat(open.text("#version")).isEqualTo("1.2.3");
    assertThat(open.text("#place-logs")).endsWith("logs");
    open.click("#open-logs");
    open.eventually(() -> desk.asked.contains("open logs"));
  }
}
