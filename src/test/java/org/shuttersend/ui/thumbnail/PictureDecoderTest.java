package org.shuttersend.ui.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.ui.look.Toolkit;

class PictureDecoderTest {
  /// A segment of APP1 with "Exif", a big-endian TIFF header and one entry, the orientation.
  private static final int EXIF_BYTES = 2 + 2 + 6 + 8 + 2 + 12 + 4;

  private final PictureDecoder decoder = new PictureDecoder();
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Toolkit.start();
  }

  /// The picture is red at the left and blue at the right, as stored.
  @ParameterizedTest
  @CsvSource({"1,left", "2,right", "3,right", "4,left", "5,top", "6,top", "7,bottom", "8,bottom"})
  void turnsThePictureAsTheCameraWasHeld(int orientation, String red) throws IOException {
    Path file = folder.resolve("turned.JPG");
    Files.write(file, withExif(jpeg(300, 200), orientation));
    Image image = decoder.decode(file).image().orElseThrow();
    assertThat(image.getWidth()).isEqualTo(ThumbnailPixels.WIDTH);
    assertThat(image.getHeight()).isEqualTo(ThumbnailPixels.HEIGHT);
    assertThat(sideThatIsRed(image)).isEqualTo(red);
  }

  @Test
  void aDamagedFileHasNoPicture() throws IOException {
    Path file = folder.resolve("damaged.jpg");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1, 0, 9, 'E'});
    assertThat(decoder.decode(file).image()).isEmpty();
  }

  @Test
  void whatCannotBeDecodedIsNotOpened() {
    assertThat(decoder.decode(Path.of("there is no such.NEF")).image()).isEmpty();
    assertThat(PictureDecoder.knows(Path.of("a.NEF"))).isFalse();
  }

  @Test
  void aPngTooLargeToHoldHasNoPicture() throws IOException {
    Path file = folder.resolve("bomb.png");
    var header = ByteBuffer.allocate(64).put(new byte[16]).putInt(60_000).putInt(60_000);
    Files.write(file, header.array());
    assertThat(decoder.decode(file).image()).isEmpty();
  }

  private static String sideThatIsRed(Image image) {
    boolean topLeft = isRed(image, 0.1, 0.1);
    boolean bottomRight = isRed(image, 0.9, 0.9);
    boolean topRight = isRed(image, 0.9, 0.1);
    assertThat(bottomRight).isNotEqualTo(topLeft);
    if (topLeft) {
      return topRight ? "top" : "left";
    }
    return topRight ? "right" : "bottom";
  }

  private static boolean isRed(Image image, double x, double y) {
    var color =
        image
            .getPixelReader()
            .getColor((int) (image.getWidth() * x), (int) (image.getHeight() * y));
    return color.getRed() > color.getBlue();
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    return ByteBuffer.allocate(jpeg.length + EXIF_BYTES)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (EXIF_BYTES - 2))
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8})
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}
