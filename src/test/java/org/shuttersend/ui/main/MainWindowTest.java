package org.shuttersend.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.Reason;
import org.shuttersend.ui.look.Appearance;

/// The real window, driven by a robot.
class MainWindowTest {
  private static final List<String> NAMES =
      List.of("a.NEF", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg", "g.jpg", "h.jpg", "i.jpg");

  private final Wedding wedding = new Wedding(Path.of("exports").toAbsolutePath());
  private final RecordingFeed feed = new RecordingFeed(wedding.uploading());
  private Path chosen = Path.of("new");
  private OpenWindow open;

  @BeforeEach
  void open() {
    feed.set(PhotoList.TRANSFERS, wedding.transfers(NAMES));
    feed.set(PhotoList.ATTENTION, wedding.attention("x.jpg", "y.NEF"));
    feed.set(PhotoList.DELIVERED, wedding.delivered(1000, 500));
    FolderChooser chooser = (_, _) -> Optional.of(chosen);
    open =
        OpenWindow.on(
            feed, Locale.ENGLISH, Options.standard().with(Appearance.LIGHT).with(chooser));
    open.eventually(() -> open.text("#headline").equals("Uploading 24 of 312"));
  }

  @AfterEach
  void close() {
    open.close();
    assertThat(feed.threads()).isNotEmpty().doesNotContain("SCREEN");
  }

  @Test
  void saysWhatIsGoingOnInOneSentenceAndInEachRow() {
    assertThat(open.text("#state-detail")).isEqualTo("41.2\u00a0MB/s · about 2 min left");
    open.eventually(() -> open.texts("photo-name").equals(NAMES));
    assertThat(open.texts("photo-lead"))
        .containsExactly(
            "Uploading 64\u00a0%",
            "Uploading 41\u00a0%",
            "Uploading 12\u00a0%",
            "Uploading 88\u00a0%",
            "On server",
            "On server",
            "✓ Delivered",
            "Waiting",
            "Still being written…");
    assertThat(open.texts("photo-rest"))
        .containsExactly(
            " · 12.1\u00a0MB/s",
            " · 11.7\u00a0MB/s",
            " · 9.0\u00a0MB/s",
            " · 8.4\u00a0MB/s",
            " · 7th in its queue",
            " · processing",
            " · 14:02:11",
            " · 5th in line");
    assertThat(open.text("#server-queue")).isEqualTo("42 of 1\u202f000");
    assertThat(open.text("#today")).isEqualTo("Today 6.4\u00a0GB · 1\u202f482 photos");
    assertThat(open.isVisible("#banner")).isFalse();
  }

  @Test
  void showsTheListOfTheTabAndOnlyOnePageOfIt() {
    open.robot.clickOn("#tab-DELIVERED");
    open.eventually(() -> open.texts("photo-name").contains("DSC_01499.jpg"));
    open.robot.clickOn("#tab-ATTENTION");
    open.eventually(() -> open.texts("photo-name").equals(List.of("x.jpg", "y.NEF")));
    assertThat(feed.largestPage()).isLessThanOrEqualTo(MainFeed.MAX_PAGE);
  }

  @Test
  void findsByPartOfTheNameAndSaysWhenThereIsNone() {
    open.robot.clickOn("#search").write("c.j");
    open.eventually(() -> open.texts("photo-name").equals(List.of("c.jpg")));
    open.robot.write("zz");
    open.eventually(() -> open.isVisible("#idle"));
    assertThat(open.text("#idle-title")).contains("c.jzz");
    open.robot.type(KeyCode.ESCAPE);
    open.eventually(() -> open.texts("photo-name").equals(NAMES));
  }

  @Test
  void pausesAndResumes() {
    open.robot.clickOn("#pause");
    open.robot.clickOn("#pause-UNTIL_TOMORROW");
    open.eventually(() -> feed.commands.contains("pause UNTIL_TOMORROW"));
    feed.set(wedding.holding(Reason.Code.PAUSED, Optional.empty()));
    open.eventually(() -> open.text("#headline").equals("Paused"));
    assertThat(open.isVisible("#banner")).isFalse();
    open.robot.clickOn("#resume");
    open.eventually(() -> feed.commands.contains("resume"));
  }

  @Test
  void saysWhyAllWaitsAndTriesNow() {
    feed.set(wedding.holding(Reason.Code.SERVER_BUSY, Optional.of(Duration.ofSeconds(12))));
    open.eventually(() -> open.text("#headline").equals("Waiting for the server"));
    assertThat(open.text("#state-detail")).isEqualTo("24 of 312 sent · next photo in 12 s");
    assertThat(open.text("#server-link")).isEqualTo("slowing us");
    open.robot.clickOn("#banner-button");
    open.eventually(() -> feed.commands.contains("tryNow"));
  }

  @Test
  void offersAWayOutForEachPhotoThatNeedsAttention() {
    open.robot.clickOn("#tab-ATTENTION");
    open.eventually(() -> open.texts("photo-name").equals(List.of("x.jpg", "y.NEF")));
    assertThat(open.texts("photo-lead")).containsExactly("Not sent", "Paused after 5 attempts");
    open.robot.clickOn("Send again");
    open.robot.clickOn("Send now");
    open.robot.clickOn("Dismiss");
    open.eventually(() -> feed.commands.size() == 3);
    assertThat(feed.commands).startsWith("sendAgain 21", "sendAgain 22");
    assertThat(feed.commands.getLast()).startsWith("dismiss");
  }

  @Test
  void theKeyboardOpensTheMenuOfTheChosenPhoto() {
    open.eventually(() -> open.texts("photo-name").equals(NAMES));
    open.robot.clickOn("c.jpg").type(KeyCode.ENTER);
    open.robot.clickOn("#show-in-folder");
    open.eventually(() -> feed.commands.contains("showInFolder c.jpg"));
  }

  @Test
  void theChosenPhotoStaysChosenWhenItMoves() {
    open.eventually(() -> open.texts("photo-name").equals(NAMES));
    open.robot.clickOn("c.jpg");
    open.eventually(() -> chosenIndex() == 2);
    var moved = new ArrayList<>(wedding.transfers(NAMES));
    moved.addFirst(moved.remove(2));
    feed.set(PhotoList.TRANSFERS, List.copyOf(moved));
    open.eventually(() -> chosenIndex() == 0);
  }

  @Test
  void whatIsReadStaysWhereItIsWhileNewPhotosComeIn() {
    open.robot.clickOn("#tab-DELIVERED");
    open.eventually(() -> open.texts("photo-name").contains("DSC_01499.jpg"));
    open.onScreen(() -> {
      open.photos().scrollTo(100);
      return true;
    });
    open.eventually(() -> topRow().equals("DSC_01399.jpg"));
    feed.set(PhotoList.DELIVERED, wedding.delivered(1000, 507));
    open.eventually(() -> count() == 507);
    open.eventually(() -> topRow().equals("DSC_01399.jpg"));
  }

  @Test
  void addsTheFolderTheUserChoseAndSaysWhyNotIfItCannot() {
    open.robot.clickOn("#add-folder");
    open.eventually(() -> feed.commands.contains("addFolder new"));
    chosen = Path.of("inside");
    open.robot.clickOn("#add-folder");
    open.eventually(() -> open.isVisible("#banner"));
    open.robot.clickOn("#banner-button");
    open.eventually(() -> !open.isVisible("#banner"));
  }

  @Test
  void saysThatWhatItShowsIsOldWhenTheFeedFails() {
    feed.breakDown(true);
    open.eventually(() -> open.text("#headline").equals("The present state cannot be read"));
    feed.breakDown(false);
    open.eventually(() -> open.text("#headline").equals("Uploading 24 of 312"));
  }

  @Test
  void saysThatAllIsDelivered() {
    feed.set(PhotoList.TRANSFERS, List.of());
    feed.set(wedding.idle());
    open.eventually(() -> open.isVisible("#idle"));
    assertThat(open.text("#idle-title")).isEqualTo("Everything is delivered");
    assertThat(open.text("#headline")).isEqualTo("All photos delivered");
    assertThat(open.text("#state-detail")).isEqualTo("last one 4 min ago");
  }

  @Test
  void withoutSettingsTheButtonIsThereAndDisabled() {
    assertThat(open.onScreen(() -> open.find("#settings").isDisabled())).isTrue();
  }

  private int chosenIndex() {
    return open.onScreen(() -> open.photos().getSelectionModel().getSelectedIndex());
  }

  private int count() {
    return open.onScreen(() -> open.photos().getItems().size());
  }

  private String topRow() {
    var names = open.texts("photo-name");
    return names.isEmpty() ? "" : names.getFirst();
  }
}
