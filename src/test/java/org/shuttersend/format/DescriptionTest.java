package org.shuttersend.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.format.Description.Kind;

class DescriptionTest {
  /// The header of a JPEG of 1620 × 1080, as far as is looked at.
  private static final byte[] JPEG = jpeg();

  @TempDir private Path folder;

  private Description describe(byte[] content) throws IOException {
    return Description.of(Files.write(folder.resolve("file"), content));
  }

  private static byte[] jpeg() {
    return ByteBuffer.allocate(29)
        .putShort((short) 0xffd8)
        .putShort((short) 0xffc0)
        .putShort((short) 17)
        .put((byte) 8)
        .putShort((short) 1080)
        .putShort((short) 1620)
        .put((byte) 3)
        .put(new byte[] {1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1})
        .putShort((short) 0xffda)
        .putInt(0)
        .putShort((short) 0xffd9)
        .array();
  }

  private static byte[] model(String model) {
    var tiff = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(Samples.ascii("II*\0")).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x110).putShort((short) 2).putInt(model.length() + 1).putInt(40);
    tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(8);
    return tiff.put(40, Samples.ascii(model)).array();
  }

  @Test
  void theJpegInsideAFujifilmRawIsFound() throws IOException {
    var raf = ByteBuffer.allocate(200 + JPEG.length);
    raf.put(Samples.ascii("FUJIFILMCCD-RAW 0201")).position(84);
    raf.putInt(150).putInt(JPEG.length).put(150, JPEG);
    Description about = describe(raf.array());
    assertThat(about.kind()).isEqualTo(Kind.RAF);
    EmbeddedJpeg jpeg = about.jpegs().getFirst();
    assertThat(jpeg.offset()).isEqualTo(150);
    assertThat(jpeg.width()).isEqualTo(1620);
    assertThat(jpeg.samples()).as("half the chroma, both ways").isEqualTo(150);
  }

  @Test
  void thePreviewOfACanonRawIsFoundAmongItsBoxes() throws IOException {
    var cr3 = ByteBuffer.allocate(400);
    cr3.putInt(16).put(Samples.ascii("ftypcrx ")).putInt(0);
    cr3.putInt(68).put(Samples.ascii("CMT1")).put(model("EOS R5"));
    cr3.putInt(24 + JPEG.length).put(Samples.ascii("PRVW")).put(new byte[16]).put(JPEG);
    Description about = describe(cr3.array());
    assertThat(about.kind()).isEqualTo(Kind.BOXES);
    assertThat(about.camera()).contains("EOS R5");
    assertThat(about.orientation()).isEqualTo(8);
    assertThat(about.jpegs().getFirst().height()).isEqualTo(1080);
    assertThat(about.jpegs().getFirst().length()).isEqualTo(JPEG.length);
  }

  @Test
  void aHeicTellsItsCameraAndSize() throws IOException {
    var heic = ByteBuffer.allocate(300);
    heic.putInt(16).put(Samples.ascii("ftypheic")).putInt(0);
    heic.putInt(20).put(Samples.ascii("ispe")).putInt(0).putInt(512).putInt(512);
    heic.putInt(20).put(Samples.ascii("ispe")).putInt(0).putInt(4032).putInt(3024);
    heic.putInt(0).put(model("iPhone 15"));
    Description about = describe(heic.array());
    assertThat(about.camera()).contains("iPhone 15");
    assertThat(about.width()).isEqualTo(4032);
    assertThat(about.jpegs()).isEmpty();
  }

  @Test
  void losslessJpegsOfSensorDataAreNoPreviews() throws IOException {
    byte[] lossless = JPEG.clone();
    lossless[3] = (byte) 0xc3;
    assertThat(describe(lossless).jpegs()).isEmpty();
    assertThat(describe(lossless).whole()).isTrue();
  }

  /// Whatever is cut off or overwritten, it is described.
  @Test
  void noFileIsTooBroken() throws IOException {
    for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
      byte[] content = sample.getValue();
      for (int length = 0; length < Math.min(300, content.length); length += 7) {
        assertThat(describe(Arrays.copyOf(content, length))).isNotNull();
      }
      for (int at = 0; at < Math.min(200, content.length - 4); at += 5) {
        byte[] broken = content.clone();
        ByteBuffer.wrap(broken).putInt(at, -1);
        assertThat(describe(broken)).as(sample.getKey() + " at " + at).isNotNull();
      }
    }
  }
}
