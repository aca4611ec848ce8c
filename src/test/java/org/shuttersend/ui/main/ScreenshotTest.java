package org.shuttersend.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.Reason;
import org.shuttersend.ui.look.Appearance;

/// Takes the window's pictures, to lay beside the design's. On a display of 1180 × 740 or more:
/// `mvn -q test -Dtest=ScreenshotTest -Dshuttersend.screenshots=true
/// [-Dshuttersend.photos=FOLDER]`, then look into target/screenshots.
@EnabledIfSystemProperty(named = "shuttersend.screenshots", matches = "true")
class ScreenshotTest {
  private static final Path OUT = Path.of("target", "screenshots");
  private static final int PHOTOS = 11;
  private static final Duration PICTURES_COME = Duration.ofMillis(1500);

  private static final List<Color[]> SKIES =
      List.of(
          new Color[] {new Color(0x6fa3c8), new Color(0xe8c29a), new Color(0x3d2b25)},
          new Color[] {new Color(0x2d3b50), new Color(0x86a6c4), new Color(0xe6d8cc)},
          new Color[] {new Color(0x4a6b45), new Color(0xa8bf85), new Color(0xf0e8d0)},
          new Color[] {new Color(0x55273a), new Color(0xc2747e), new Color(0xf5d9c4)});

  @TempDir Path folder;

  @Test
  void takesThePicturesOfTheDesign() throws Exception {
    Files.createDirectories(OUT);
    List<String> names = photos();
    var wedding = new Wedding(folder);
    var slow = wedding.holding(Reason.Code.SERVER_BUSY, Optional.of(Duration.ofSeconds(12)));
    var gone = wedding.holding(Reason.Code.SERVER_UNREACHABLE, Optional.of(Duration.ofSeconds(27)));
    take("main-light", wedding.uploading(), PhotoList.TRANSFERS, Appearance.LIGHT, names);
    take("main-dark", wedding.uploading(), PhotoList.TRANSFERS, Appearance.DARK, names);
    take("main-light-idle", wedding.idle(), PhotoList.TRANSFERS, Appearance.LIGHT, List.of());
    take("main-dark-attention", slow, PhotoList.ATTENTION, Appearance.DARK, names);
    take("main-light-unreachable", gone, PhotoList.TRANSFERS, Appearance.LIGHT, names);
    take("main-light-first", wedding.empty(), PhotoList.TRANSFERS, Appearance.LIGHT, List.of());
    assertThat(OUT.resolve("main-light.png")).isNotEmptyFile();
  }

  private void take(
      String name, Overview overview, PhotoList list, Appearance appearance, List<String> names)
      throws Exception {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
      var feed = new RecordingFeed(overview);
      if (!names.isEmpty()) {
        var wedding = new Wedding(folder);
        feed.set(PhotoList.TRANSFERS, wedding.transfers(names));
        feed.set(PhotoList.ATTENTION, wedding.attention(names.get(9), names.get(10)));
      }
      var options = Options.standard().with(appearance).withSettings(() -> {});
      try (var open = OpenWindow.on(feed, locale, options)) {
        open.onScreen(() -> {
          Stage stage = open.stage();
          stage.setWidth(1180);
          stage.setHeight(740);
          // Nothing to hover over is under the pointer.
          new Robot().mouseMove(stage.getX() + 600, stage.getY() + 20);
          ((ToggleButton) open.find("#tab-" + list.name())).fire();
          return true;
        });
        await().pollDelay(PICTURES_COME).until(() -> true);
        WritableImage image = open.onScreen(() -> open.stage().getScene().snapshot(null));
        write(image, OUT.resolve(name + (locale.equals(Locale.FRENCH) ? "-fr" : "") + ".png"));
      }
    }
  }

  private List<String> photos() throws IOException {
    String given = System.getProperty("shuttersend.photos", "");
    var names = new ArrayList<String>();
    if (!given.isEmpty()) {
      try (var files = Files.walk(Path.of(given))) {
        for (Path file :
            files.filter(f -> f.toString().endsWith(".jpg")).sorted().limit(PHOTOS).toList()) {
          String name = file.getFileName().toString();
          Files.copy(file, folder.resolve(name));
          names.add(name);
        }
      }
      return names;
    }
    for (String name :
        List.of(
            "DSC_4821.NEF",
            "DSC_4822.jpg",
            "DSC_4823.jpg",
            "DSC_4824.jpg",
            "DSC_4819.jpg",
            "DSC_4818.jpg",
            "DSC_4817.jpg",
            "DSC_4825.jpg",
            "DSC_4826.jpg",
            "DSC_4790.jpg",
            "DSC_4711.NEF")) {
      paint(folder.resolve(name), SKIES.get(names.size() % SKIES.size()));
      names.add(name);
    }
    return names;
  }

  private static void paint(Path file, Color[] sky) throws IOException {
    var image = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, sky[0], 300, 220, sky[1]));
    graphics.fillRect(0, 0, 480, 320);
    graphics.setPaint(new GradientPaint(240, 160, new Color(0, true), 480, 320, sky[2]));
    graphics.fillRect(0, 0, 480, 320);
    graphics.dispose();
    ImageIO.write(image, "jpg", file.toFile());
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    var pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(copy, "png", file.toFile());
  }
}
