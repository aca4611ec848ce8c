package org.shuttersend.receiver.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.format.Description;

class LookingTest {
  @TempDir private Path folder;

  private final MemoryBudget budget = new MemoryBudget(128L << 20);

  private Looked look(String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(name), content);
    return new Looking(new Decoder(budget, Previews.LARGE)).at(file);
  }

  private Pixels seen(String name, byte[] content) throws Exception {
    Looked looked = look(name, content);
    assertThat(looked).isInstanceOf(Looked.Seen.class);
    return ((Looked.Seen) looked).large();
  }

  private String unseen(String name, byte[] content) throws Exception {
    Looked looked = look(name, content);
    assertThat(looked).isInstanceOf(Looked.Unseen.class);
    return ((Looked.Unseen) looked).reason();
  }

  private String damaged(String name, byte[] content) throws Exception {
    Looked looked = look(name, content);
    assertThat(looked).isInstanceOf(Looked.Damaged.class);
    return ((Looked.Damaged) looked).reason();
  }

  private static String redSide(Pixels pixels) {
    boolean topLeft = isRed(pixels, 0.1, 0.1);
    boolean topRight = isRed(pixels, 0.9, 0.1);
    assertThat(isRed(pixels, 0.9, 0.9)).isNotEqualTo(topLeft);
    return topLeft ? topRight ? "top" : "left" : topRight ? "right" : "bottom";
  }

  private static boolean isRed(Pixels pixels, double x, double y) {
    int row = (int) (pixels.height() * y);
    int column = (int) (pixels.width() * x);
    int rgb = pixels.rgb()[row * pixels.width() + column];
    return (rgb >> 16 & 255) > (rgb & 255);
  }

  @ParameterizedTest
  @CsvSource({"1,left", "2,right", "3,right", "4,left", "5,top", "6,top", "7,bottom", "8,bottom"})
  void previewsAreTurnedAsTheCameraWasHeld(int orientation, String red) throws Exception {
    Pixels pixels = seen("a.jpg", Shots.withExif(Shots.jpeg(300, 200), orientation));
    assertThat(redSide(pixels)).isEqualTo(red);
    boolean sideways = orientation >= 5;
    assertThat(pixels.width()).isEqualTo(sideways ? 200 : 300);
    assertThat(pixels.height()).isEqualTo(sideways ? 300 : 200);
  }

  @Test
  void aPhotoTellsWhenAndWithWhatItWasTaken() throws Exception {
    Description about = look("a.jpg", Shots.withExif(Shots.jpeg(300, 200), 6)).about();
    assertThat(about.taken()).contains("2026-11-22T14:02:11");
    assertThat(about.camera()).contains("Canon EOS R5");
    assertThat(about.width()).isEqualTo(300);
    assertThat(about.height()).isEqualTo(200);
    assertThat(about.isSideways()).isTrue();
  }

  @Test
  void aSmallPictureIsNotEnlarged() throws Exception {
    assertThat(seen("a.jpg", Shots.jpeg(60, 40)).width()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void otherPicturesAreShown(String format) throws Exception {
    Pixels pixels = seen("a." + format, Shots.encoded(3000, 30, format));
    assertThat(pixels.width()).isEqualTo(2048);
    assertThat(redSide(pixels)).isEqualTo("left");
  }

  @Test
  void aRawIsShownByTheJpegInsideTurnedAsTheRawSays() throws Exception {
    Pixels pixels = seen("a.nef", Shots.raw(Shots.jpeg(400, 300), 6));
    assertThat(redSide(pixels)).isEqualTo("top");
    assertThat(pixels.height()).isEqualTo(400);
    Description about = look("a.nef", Shots.raw(Shots.jpeg(400, 300), 6)).about();
    assertThat(about.width()).isEqualTo(8256);
    assertThat(about.camera()).contains("Z 9");
  }

  @Test
  void aJpegThatEndsInTheMiddleIsDamaged() throws Exception {
    byte[] jpeg = Shots.jpeg(640, 480);
    for (int percent : new int[] {3, 50, 90}) {
      byte[] cut = Arrays.copyOf(jpeg, jpeg.length * percent / 100);
      assertThat(damaged("a.jpg", cut)).isEqualTo("The picture is damaged: it ends in the middle");
    }
  }

  @Test
  void aJpegThatOnlyLacksItsEndMarkIsSound() throws Exception {
    byte[] jpeg = Shots.jpeg(640, 480);
    assertThat(seen("a.jpg", Arrays.copyOf(jpeg, jpeg.length - 2)).width()).isEqualTo(640);
  }

  @Test
  void aJpegWithoutItsTablesIsDamaged() throws Exception {
    byte[] jpeg = Shots.jpeg(640, 480);
    for (int at = 2; at < 400; at++) {
      if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xc4) {
        jpeg[at + 1] = (byte) 0xfe; // its Huffman table becomes a comment
      }
    }
    assertThat(damaged("a.jpg", jpeg)).isEqualTo("The picture is damaged: it cannot be decoded");
  }

  @Test
  void aRawWhoseDirectoriesLeadNowhereIsDamaged() throws Exception {
    byte[] raw = Shots.raw(Shots.jpeg(400, 300), 1);
    assertThat(damaged("a.nef", Arrays.copyOf(raw, 150))).contains("ends in the middle");
  }

  @Test
  void whatIsNoPictureJustHasNoPreview() throws Exception {
    byte[] noise = new byte[5_000];
    new Random(1).nextBytes(noise);
    assertThat(unseen("a.jpg", noise)).contains("no picture");
    assertThat(unseen("a.xmp", "<x:xmpmeta/>".getBytes(StandardCharsets.UTF_8)))
        .contains("no picture");
    assertThat(unseen("empty.jpg", new byte[0])).contains("no picture");
    // Begins like a JPEG and has nothing of one, as the photos of the tortures do.
    byte[] begun = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xda, 0, 4, 0, 0, 1, 2, 3};
    assertThat(unseen("b.jpg", begun)).contains("not known");
    assertThat(
            unseen(
                "a.heic",
                ByteBuffer.allocate(40)
                    .putInt(24)
                    .put("ftypheic".getBytes(StandardCharsets.US_ASCII))
                    .array()))
        .contains("no picture of it inside");
  }

  @Test
  void aBrokenProfileOrStrangeSegmentsDoNotHideASoundPicture() throws Exception {
    byte[] jpeg = Shots.jpeg(640, 480);
    byte[] profile =
        "ICC_PROFILE\0\u0001\u0001this is no profile".getBytes(StandardCharsets.ISO_8859_1);
    byte[] odd =
        ByteBuffer.allocate(jpeg.length + profile.length + 4)
            .put(jpeg, 0, 2)
            .putShort((short) 0xffe2)
            .putShort((short) (profile.length + 2))
            .put(profile)
            .put(jpeg, 2, jpeg.length - 2)
            .array();
    assertThat(seen("a.jpg", odd).width()).isEqualTo(640);
  }

  @Test
  void bombsHaveNoPreview() throws Exception {
    assertThat(unseen("a.png", Shots.png(60_000, 60_000, 1_000))).contains("larger than");
    assertThat(unseen("b.png", Shots.png(Integer.MAX_VALUE, 1, 1_000))).contains("larger than");
    assertThat(unseen("c.jpg", Shots.greyJpeg(65_500, 65_500, 10))).contains("larger than");
    assertThat(look("d.tif", Shots.circles(3))).isNotInstanceOf(Looked.Seen.class);
    assertThat(look("e.tif", Shots.circles(50_000))).isNotInstanceOf(Looked.Seen.class);
    assertThat(unseen("f.tif", Shots.greedy(900, 2_000_000))).contains("more than a picture needs");
    assertThat(unseen("g.tif", Shots.greedy(60_000, 2_000_000)))
        .contains("more than a picture needs");
  }

  @Test
  void aLargePictureIsReadCoarselyWhereThereIsLittleMemory() throws Exception {
    var little = new Looking(new Decoder(new MemoryBudget(60L << 20), Previews.LARGE));
    Path file = Files.write(folder.resolve("a.jpg"), Shots.greyJpeg(5_000, 4_000));
    Looked looked = little.at(file);
    assertThat(looked).isInstanceOf(Looked.Seen.class);
    assertThat(((Looked.Seen) looked).large().width()).isGreaterThan(1024);
    assertThat(((Looked.Seen) looked).large().rgb()[5_000] & 255).isBetween(126, 130);
  }

  @Test
  void theBudgetIsWholeAgainAfterAnything() throws Exception {
    seen("a.jpg", Shots.jpeg(640, 480));
    damaged("b.jpg", Arrays.copyOf(Shots.jpeg(640, 480), 1_500));
    unseen("c.png", Shots.png(60_000, 60_000, 1_000));
    try (var all = budget.take(budget.total() - 1, Duration.ZERO).orElseThrow()) {
      assertThat(budget.take(1, Duration.ZERO)).isEmpty();
      assertThat(all).isNotNull();
    }
  }
}
