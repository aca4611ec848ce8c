package org.shuttersend.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.shuttersend.chaos.Drill.Outcome;

/// A harness that finds nothing proves nothing: mistakes are made on purpose in the woven copy of
/// the product, and each has to be found.
@EnabledOnOs(OS.LINUX)
class SeededBugsTest {
  private static final int ROUNDS = 9;
  private static final int WORLDS = 12;

  /// Worlds one after the other, until one finds it.
  private static List<String> found(SeededBug bug, String name, long first) throws Exception {
    try (var worlds = new Worlds("bug-" + name, bug, 1, Duration.ofSeconds(1))) {
      for (long seed = first; seed < first + WORLDS; seed++) {
        Outcome outcome = worlds.start(seed, ROUNDS).get();
        if (!outcome.wrong().isEmpty()) {
          System.out.printf("chaos: %s was found: %s%n", bug, outcome.wrong().subList(0, 2));
          return outcome.wrong();
        }
      }
      return List.of();
    }
  }

  @Test
  void aReceiptBeforeTheBytesAreSynced() throws Exception {
    assertThat(found(SeededBug.RECEIPT_BEFORE_SYNC, "sync", 1))
        .anySatisfy(wrong -> assertThat(wrong).startsWith("lost: "));
  }

  @Test
  @Tag("chaos")
  void foldersThatAreNotSyncedAfterAMove() throws Exception {
    assertThat(found(SeededBug.NAMES_NOT_SYNCED, "names", 1))
        .anySatisfy(wrong -> assertThat(wrong).startsWith("lost: "));
  }

  @Test
  @Tag("chaos")
  void anUploadThatIsForgottenAtARestart() throws Exception {
    assertThat(found(SeededBug.KEY_FORGOTTEN, "key", 1))
        .anySatisfy(wrong -> assertThat(wrong).contains("has forgotten it"));
  }

  @Test
  @Tag("chaos")
  void aContentThatIsStoredWithoutTheUniqueCheck() throws Exception {
    assertThat(found(SeededBug.STORED_TWICE, "twice", 1))
        .anySatisfy(
            wrong -> assertThat(wrong).containsAnyOf("stored 2 times: ", "the receiver knows "));
  }

  @Test
  @Tag("chaos")
  void aFileThatPausesIsTakenForWhole() throws Exception {
    assertThat(found(SeededBug.WRITERS_NOT_ASKED, "half", 1))
        .anySatisfy(wrong -> assertThat(wrong).startsWith("stored, but nobody wrote it whole: "));
  }
}
