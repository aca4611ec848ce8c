package org.shuttersend.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.model.TimetableProblem;
import org.shuttersend.model.TimetableText;

class SettingsStoreTest {
  @TempDir Path folder;

  private SettingsStore store() {
    return new SettingsStore(folder.resolve("config"));
  }

  private SettingsStore holding(String json) throws IOException {
    SettingsStore store = store();
    Files.createDirectories(store.file().getParent());
    Files.writeString(store.file(), json);
    return store;
  }

  @Test
  void whereNothingWasSavedThereIsNone() throws Exception {
    assertThat(store().load()).isEqualTo(Settings.NONE);
  }

  @Test
  void whatWasSavedIsLoaded() throws Exception {
    var settings =
        new Settings(
            List.of(
                new ChosenFolder(folder.resolve("Ele\u0301onore \ud83d\udc8d"), Choosing.USUAL),
                new ChosenFolder(
                    folder.resolve("b"),
                    new Choosing(
                        List.of("*.jpg", "# proofs", "!*_p.jpg"),
                        List.of("raw/"),
                        OptionalLong.of(100_000),
                        OptionalLong.empty(),
                        true)),
                new ChosenFolder(
                    folder.resolve("c"),
                    new Choosing(
                        List.of(), List.of(), OptionalLong.empty(), OptionalLong.of(5), false)),
                new ChosenFolder(
                    folder.resolve("d"),
                    Choosing.USUAL,
                    new AfterUpload(AfterUpload.Action.MOVE, "Livré")),
                new ChosenFolder(
                    folder.resolve("e"),
                    Choosing.USUAL,
                    new AfterUpload(AfterUpload.Action.TRASH, AfterUpload.USUAL_FOLDER))),
            Optional.of("http://127.0.0.1:8088"),
            Optional.of(folder.resolve("token")),
            new Limits(
                2,
                OptionalInt.of(20),
                OptionalLong.of(2_500_000),
                TimetableText.read("zone Europe/Paris; mon-fri 08:00-18:00 2M"),
                true,
                true));
    store().save(Settings.NONE);
    store().save(settings);
    assertThat(store().load()).isEqualTo(settings);
    try (var left = Files.list(store().file().getParent())) {
      assertThat(left).as("nothing beside it").containsExactly(store().file());
    }
  }

  @Test
  void foldersOfAnOlderVersionAreSentWhole() throws Exception {
    Settings settings = holding("{\"folders\":[\"/photos\",{\"path\":\"/more\"}]}").load();
    assertThat(settings.folders())
        .containsExactly(
            new ChosenFolder(Path.of("/photos"), Choosing.USUAL),
            new ChosenFolder(Path.of("/more"), Choosing.USUAL));
    store().save(settings);
    assertThat(Files.readString(store().file())).contains("[ \"/photos\", \"/more\" ]");
  }

  /// Old programs write no limits, and none is written that was not chosen: what is usual may
  /// change.
  @Test
  void whatWasNotChosenIsNotWritten() throws Exception {
    SettingsStore store = holding("{\"maxUploads\":7,\"pauseOnBattery\":true}");
    assertThat(store.load().limits().maxUploads()).isEqualTo(7);
    store.save(Settings.NONE);
    assertThat(Files.readString(store.file()))
        .doesNotContain("max", "timetable", "pause")
        .contains("folders");
  }

  @Test
  void whatANewerVersionWroteStaysInTheFile() throws Exception {
    SettingsStore store =
        holding("{\"later\":{\"a\":[1,2.50]},\"server\":\"http://a\",\"maxUploads\":3}");
    store.save(store.load().with(List.of(new ChosenFolder(Path.of("/p"), Choosing.USUAL))));
    Settings settings = store.load();
    assertThat(settings.roots()).containsExactly(Path.of("/p"));
    assertThat(settings.server()).contains("http://a");
    assertThat(settings.limits().maxUploads()).isEqualTo(3);
    assertThat(Files.readString(store.file())).containsPattern("later(?s:.)*1,\\s*2\\.50?\\D");
  }

  @Test
  void aTimetableThatIsNoneIsToldWithItsPlace() throws Exception {
    SettingsStore store = holding("{\"timetable\":\"08:00-18:00 2M; sat 8-18 pause\"}");
    var wrong = catchThrowableOfType(UnusableTimetable.class, store::load);
    assertThat(wrong.file()).isEqualTo(store.file());
    assertThat(wrong.problem())
        .isEqualTo(new TimetableProblem(TimetableProblem.Kind.NO_TIMES, 2, "sat 8-18 pause", "8"));
  }

  @Test
  void noneIsSavedAndLoaded() throws Exception {
    store().save(Settings.NONE);
    assertThat(store().load()).isEqualTo(Settings.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"folders\":null,\"server\":null,\"tokenFile\":null}",
        "{\"folders\":[],\"later\":{\"a\":[1]}}",
      })
  void olderAndNewerFilesAreRead(String json) throws Exception {
    assertThat(holding(json).load()).isEqualTo(Settings.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"folders\":[null]}",
        "{\"folders\":\"a\\u0000b\"}",
        "{\"folders\":[\"a\\u0000b\"]}",
        "{\"folders\":[{}]}",
        "{\"folders\":[{\"path\":1}]}",
        "{\"folders\":[{\"path\":\"a\",\"include\":\"*.jpg\"}]}",
        "{\"folders\":[{\"path\":\"a\",\"exclude\":[1]}]}",
        "{\"folders\":[{\"path\":\"a\",\"minSize\":\"1 MB\"}]}",
        "{\"folders\":[{\"path\":\"a\",\"maxSize\":1.5}]}",
        "{\"folders\":[{\"path\":\"a\",\"onlyNew\":1}]}",
        "{\"maxUploads\":0}",
        "{\"maxUploads\":33}",
        "{\"maxUploads\":\"4\"}",
        "{\"maxRequestsPerSecond\":0}",
        "{\"maxRequestsPerSecond\":1.5}",
        "{\"maxBytesPerSecond\":999}",
        "{\"maxBytesPerSecond\":\"2M\"}",
        "{\"maxBytesPerSecond\":99999999999999999999}",
        "{\"timetable\":[]}",
        "{\"timetable\":\"mon\"}",
        "{\"pauseOnMetered\":1}",
        "{\"pauseOnBattery\":\"yes\"}",
        "not json",
      })
  void whatIsNoneIsSaidAndKept(String content) throws Exception {
    SettingsStore store = holding(content);
    assertThatThrownBy(store::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("settings.json");
    assertThat(Files.readString(store.file())).isEqualTo(content);
  }

  @Test
  void aSaveThatFailsLeavesTheOldOnes() throws Exception {
    // A folder in the place of the file cannot be replaced by a file.
    SettingsStore store = store();
    Files.createDirectories(store.file().resolve("in the way"));
    assertThatThrownBy(() -> store.save(Settings.NONE)).isInstanceOf(IOException.class);
    try (var left = Files.list(store.file().getParent())) {
      assertThat(left).as("nothing half").containsExactly(store.file());
    }
  }
}
