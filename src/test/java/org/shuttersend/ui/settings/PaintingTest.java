package org.shuttersend.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Limits;
import org.shuttersend.model.TimetableText;
import org.shuttersend.settings.Settings;

/// The week is painted with the mouse and with the keyboard.
class PaintingTest {
  private final RecordingDesk desk = new RecordingDesk(Settings.NONE);
  private Optional<OpenSettings> window = Optional.empty();

  @BeforeEach
  void nothing() {
    desk.hold(Settings.NONE, false);
  }

  @AfterEach
  void close() {
    window.ifPresent(OpenSettings::close);
  }

  private OpenSettings open(String timetable) throws Exception {
    var limits =
        new Limits(
            8,
            OptionalInt.empty(),
            OptionalLong.empty(),
            TimetableText.read(timetable),
            false,
            false);
    desk.hold(new Settings(List.of(), Optional.empty(), Optional.empty(), limits), false);
    var open = new OpenSettings(desk);
    window = Optional.of(open);
    open.page("SPEED");
    return open;
  }

  private String saved(OpenSettings open) {
    open.eventually(open::canSave);
    open.click("#save");
    open.eventually(() -> !open.isOpen());
    return TimetableText.write(desk.saved.getLast().limits().timetable());
  }

  @Test
  void theMousePaintsAlongItsWay() throws Exception {
    OpenSettings open = open("");
    open.robot.drag("#week-0-9", MouseButton.PRIMARY).dropTo("#week-0-17");
    open.click("#brush-PAUSED");
    open.click("#week-5--1");
    open.click("#week--1-23");
    open.eventually(() -> open.text("#limited-problem").startsWith("Give megabytes"));
    assertThat(open.canSave()).isFalse();
    open.type("#limited", "2");
    assertThat(saved(open))
        .isEqualTo("mon 09:00-18:00 2M; sat 00:00-23:00 pause; 23:00-24:00 pause");
  }

  @Test
  void theKeyboardPaintsToo() throws Exception {
    OpenSettings open = open("mon 08:00-09:00 1M");
    open.click("#week-1-10"); // limited, as the brush is
    open.robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT, 2).release(KeyCode.SHIFT);
    open.robot.type(KeyCode.DOWN).type(KeyCode.DIGIT3);
    assertThat(open.focused()).isEqualTo("week-2-12");
    assertThat(open.find("#week-2-12").getAccessibleText()).isEqualTo("Wednesday 12 to 13: paused");
    assertThat(open.text("#week-pointed")).isNotEmpty();
    open.robot.type(KeyCode.UP, 2).type(KeyCode.LEFT, 4).type(KeyCode.SPACE);
    assertThat(open.find("#week-0-8").getAccessibleText()).isEqualTo("Monday 8 to 9: full speed");
    assertThat(saved(open)).isEqualTo("tue 10:00-13:00 1M; wed 12:00-13:00 pause");
  }

  @Test
  void minutesStayUntilSomethingIsPainted() throws Exception {
    String written = "zone Europe/Paris; mon-fri 08:30-18:00 2M";
    OpenSettings open = open(written);
    assertThat(open.text("#inexact")).contains("stays exactly as it is");
    open.type("#uploads", "2");
    assertThat(saved(open)).isEqualTo(written);
    open.open();
    open.eventually(open::isOpen);
    open.page("SPEED");
    open.click("#week-6-0");
    assertThat(open.text("#inexact")).isEmpty();
    assertThat(saved(open))
        .isEqualTo("zone Europe/Paris; sun 00:00-01:00 2M; mon-fri 09:00-18:00 2M");
  }
}
