package org.shuttersend.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the harness calls by name is there, and is visited.
class KillPointsTest {

  @Test
  void everyNamedMethodOfTheProductIsThere(@TempDir Path temp) {
    var weaver = new Weaver(KillPoints.ALL, SeededBug.NONE);
    ProductJar.write(temp.resolve("product.jar"), weaver);
    assertThat(weaver.woven()).containsExactlyInAnyOrderElementsOf(KillPoints.ALL);
    assertThat(weaver.replaced())
        .contains(
            "java.nio.channels.FileChannel#open",
            "java.nio.channels.FileChannel#force",
            "java.nio.file.Files#move",
            "java.nio.file.Files#createDirectory",
            "java.time.Clock#system");
  }

  @Test
  void whatTheSeededBugsAreMadeInIsThere(@TempDir Path temp) {
    for (SeededBug bug : SeededBug.ALL) {
      ProductJar.write(temp.resolve("product.jar"), new Weaver(KillPoints.ALL, bug));
    }
  }

  @Test
  void aPlanIsTheSameForTheSameSeedAndPlansTogetherVisitEveryPoint() {
    var longest = Duration.ofSeconds(60);
    assertThat(Plan.draw(7, 9, longest)).isEqualTo(Plan.draw(7, 9, longest));
    assertThat(
            LongStream.range(0, 111)
                .boxed()
                .flatMap(seed -> Plan.draw(seed, 9, longest).points().stream())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(KillPoints.ALL);
  }
}
