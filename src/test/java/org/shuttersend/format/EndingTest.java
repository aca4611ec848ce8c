package org.shuttersend.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndingTest {
  @TempDir Path temporary;

  static Stream<Map.Entry<String, byte[]>> samples() {
    return Samples.all().entrySet().stream();
  }

  private boolean isCutOff(byte[] content) throws IOException {
    return Ending.isCutOff(Files.write(temporary.resolve("photo"), content));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aWholeFileIsWhole(Map.Entry<String, byte[]> sample) throws IOException {
    assertThat(isCutOff(sample.getValue())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFileWithoutItsLastThirdIsCutOff(Map.Entry<String, byte[]> sample) throws IOException {
    byte[] whole = sample.getValue();
    for (int length = 40; length < whole.length * 2 / 3; length += 37) {
      if (!isPsdPicture(sample.getKey(), length)) {
        assertThat(isCutOff(Arrays.copyOf(whole, length))).as("%d bytes", length).isTrue();
      }
    }
  }

  /// How long the picture itself is, Photoshop's format does not say.
  private static boolean isPsdPicture(String name, int length) {
    return name.equals("psd") && length > 26 + 12 + 300;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void evenTheLastByteIsMissed(Map.Entry<String, byte[]> sample) throws IOException {
    byte[] whole = sample.getValue();
    boolean zeros = whole[whole.length - 1] == 0;
    assertThat(isCutOff(Arrays.copyOf(whole, whole.length - 1)))
        .isEqualTo(!zeros && !sample.getKey().equals("psd"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void roomThatWasOnlyMadeIsCutOff(Map.Entry<String, byte[]> sample) throws IOException {
    assertThat(isCutOff(new byte[sample.getValue().length])).isTrue();
  }

  @Test
  void aMovieThatIsStillBeingRecordedIsCutOff() throws IOException {
    byte[] recording = Arrays.copyOf(Samples.movie(false), 16 + 8 + 3_000);
    assertThat(isCutOff(recording)).as("no index yet").isTrue();
  }

  @Test
  void aPhoneThatPutsAMovieBehindItsPhotoIsUnderstood() throws IOException {
    byte[] photo = Samples.jpeg(0);
    byte[] both = Arrays.copyOf(photo, photo.length + 200_000);
    Arrays.fill(both, photo.length, both.length, (byte) 7);
    assertThat(isCutOff(both)).isFalse();
  }

  @Test
  void whatIsNotKnownPasses() throws IOException {
    assertThat(isCutOff(Samples.ascii("a sidecar of some program\n"))).isFalse();
    assertThat(isCutOff(new byte[] {1})).isFalse();
    assertThat(isCutOff(Samples.ascii("\u00ff\u00d8\u00ff"))).as("three bytes of a JPEG").isTrue();
  }

  /// Damaged files come from cards every day: never an exception of another kind, never without
  /// end.
  @ParameterizedTest
  @MethodSource("samples")
  void damagedFilesAreSurvived(Map.Entry<String, byte[]> sample) throws IOException {
    var random = new Random(sample.getValue().length);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = sample.getValue().clone();
      for (int j = 0; j <= random.nextInt(8); j++) {
        damaged[16 + random.nextInt(damaged.length / 4)] = (byte) random.nextInt(256);
      }
      isCutOff(damaged);
    }
  }
}
