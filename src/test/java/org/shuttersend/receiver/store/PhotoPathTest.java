package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "con.jpg",
        "Nul",
        "aux.tar.gz",
        "COM1",
        "lpt9.nef",
        "LPT\u00b9",
        "a.",
        "a "
      })
  void windowsMeansSomethingElse(String name) {
    assertThat(PhotoPath.isOfWindows(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"concert.jpg", "com10.jpg", "IMG_CON.jpg", "auxiliary", "a.b", ".nul.x"})
  void windowsMeansTheSame(String name) {
    assertThat(PhotoPath.isOfWindows(name)).isFalse();
  }
}
