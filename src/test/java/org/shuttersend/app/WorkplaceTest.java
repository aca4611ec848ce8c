package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Refusal;
import org.shuttersend.cli.RootCommand;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.model.Timetable;
import org.shuttersend.receiver.Rig;
import org.shuttersend.settings.Settings;
import org.shuttersend.settings.SettingsStore;
import org.shuttersend.text.Texts;

/// What the user chooses is worked by at once, and nothing is where it cannot be.
class WorkplaceTest {
  private static final Limits SLOWLY =
      new Limits(2, OptionalInt.of(9), OptionalLong.of(900_000), Timetable.NONE, false, false);

  @TempDir Path temp;
  private Rig rig;
  private SettingsStore store;
  private DataFolder data;
  private Workplace workplace;
  private Path exports;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(temp.resolve("receiver"));
    exports = Files.createDirectory(temp.resolve("Exports"));
    store = new SettingsStore(temp.resolve("settings"));
    var texts = new Texts(Locale.ENGLISH, RootCommand.TEXTS);
    var inputs = new Inputs(texts);
    var opening = new Opening(inputs, texts, _ -> {}, Clock.systemUTC());
    data = DataFolder.take(temp.resolve("data"));
    workplace = new Workplace(data, store, opening, inputs, Clock.systemUTC());
  }

  @AfterEach
  void close() throws Exception {
    workplace.close();
    data.close();
    rig.close();
  }

  private Settings chosen(Path... folders) throws IOException {
    Path token = temp.resolve("token");
    if (!Files.exists(token)) {
      Files.createFile(
          token,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(token, Rig.TOKEN);
    }
    return new Settings(
        List.of(folders).stream().map(f -> new ChosenFolder(f, Choosing.USUAL)).toList(),
        Optional.of(rig.receiver().address().toString()),
        Optional.of(token),
        Limits.USUAL);
  }

  private void awaitDelivered(long photos) {
    await().until(() -> workplace.overview().counts().delivered() == photos);
  }

  @Test
  void whatIsChosenIsWorkedByAndKept() throws Exception {
    Files.writeString(exports.resolve("a.jpg"), "one");
    assertThat(workplace.overview().folders()).isEmpty();
    workplace.apply(chosen(exports));
    awaitDelivered(1);
    assertThat(store.load()).isEqualTo(workplace.settings());
  }

  @Test
  void otherLimitsHoldWithoutANewBeginning() throws Exception {
    workplace.apply(chosen(exports));
    workplace.apply(workplace.settings().with(SLOWLY));
    await().until(() -> workplace.overview().pace().maximum() == 2);
    assertThat(store.load().limits()).isEqualTo(SLOWLY);
    Files.writeString(exports.resolve("a.jpg"), "one");
    awaitDelivered(1);
  }

  @Test
  void otherFoldersAreWatchedInstead() throws Exception {
    workplace.apply(chosen(exports));
    Path card = Files.createDirectory(temp.resolve("Card"));
    workplace.apply(chosen(card));
    Files.writeString(exports.resolve("not.jpg"), "of a folder that was taken out");
    Files.writeString(card.resolve("b.jpg"), "two");
    awaitDelivered(1);
    assertThat(workplace.overview().folders())
        .singleElement()
        .matches(status -> status.folder().root().equals(card));
  }

  @Test
  void whatCannotBeUsedChangesNothing() throws Exception {
    workplace.apply(chosen(exports));
    Settings before = workplace.settings();
    var wrong =
        new Settings(
            before.folders(),
            before.server(),
            Optional.of(temp.resolve("no token")),
            before.limits());
    assertThatThrownBy(() -> workplace.apply(wrong)).isInstanceOf(Refusal.class);
    assertThat(workplace.settings()).isEqualTo(before);
    assertThat(store.load()).isEqualTo(before);
    Files.writeString(exports.resolve("a.jpg"), "one");
    awaitDelivered(1);
  }
}
