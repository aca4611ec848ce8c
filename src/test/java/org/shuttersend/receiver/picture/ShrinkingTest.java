package org.shuttersend.receiver.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkingTest {
  private static Pixels shrink(int width, int height, int[] rgb, int longSide) {
    return Shrinking.shrink(new Rows.OfPixels(new Pixels(width, height, rgb)), longSide);
  }

  @ParameterizedTest
  @CsvSource({"7,5,3,3,2", "2049,3,2048,2048,3", "1,9000,512,1,512", "5,5,9,5,5"})
  void anEvenAreaStaysAsItIs(int width, int height, int longSide, int newWidth, int newHeight) {
    int[] rgb = new int[width * height];
    Arrays.fill(rgb, 0x40c0ff);
    Pixels small = shrink(width, height, rgb, longSide);
    assertThat(small.width()).isEqualTo(newWidth);
    assertThat(small.height()).isEqualTo(newHeight);
    assertThat(small.rgb()).containsOnly(0x40c0ff);
  }

  @Test
  void eachNewPixelIsTheAverageOfWhatItCovers() {
    // Three columns become two: the middle one goes to both, by halves.
    Pixels small = shrink(3, 3, new int[] {0, 90, 240, 0, 90, 240, 0, 90, 240}, 2);
    assertThat(small.rgb()).containsExactly(30, 190, 30, 190);
  }
}
