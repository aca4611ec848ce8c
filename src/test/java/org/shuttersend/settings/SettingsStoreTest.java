package org.shuttersend.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;

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
            Optional.of(folder.resolve("token")));
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
