package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.AfterUpload;

/// Whatever step it is killed at, each photo is in one place afterwards, whole, and known there.
class KilledMovingTest {
  private static final Map<String, String> PHOTOS =
      Map.of(
          "wedding/IMG_1.NEF", "raw",
          "wedding/IMG_1.jpg", "picture",
          "wedding/IMG_1.xmp", "sidecar",
          "IMG_2.jpg", "another");

  /// Of a file that keeps a place.
  private static final String PLACE = "Shuttersend keeps this place";

  @TempDir Path temp;

  @Test
  void whereverItIsKilledEachPhotoIsInTheFolderOnce() throws IOException {
    int deaths = killAtEveryStep(Desk.MOVE);
    assertThat(deaths).isGreaterThan(20);
  }

  @Test
  void whereverItIsKilledEachPhotoIsInTheTrashOnce() throws IOException {
    int deaths = killAtEveryStep(Desk.TRASH);
    assertThat(deaths).isGreaterThan(30);
  }

  private int killAtEveryStep(AfterUpload after) throws IOException {
    for (int step = 1; ; step++) {
      try (var desk = new Desk(temp.resolve(after.action() + "-" + step), after)) {
        PHOTOS.forEach(desk::deliver);
        desk.disk.dieAt(step);
        boolean killed = false;
        try {
          desk.move();
        } catch (DyingDisk.Killed e) {
          killed = true;
          assertEachIsOnce(desk, step);
          desk.restart(after);
          killTheNext(desk, step);
          desk.restart(after);
          desk.move();
        }
        assertAllAreMoved(desk, after, step);
        desk.restart(AfterUpload.KEEP);
        assertAllAreMoved(desk, after, step);
        if (!killed) {
          return step - 1; // the first run that comes to its end has passed every step
        }
      }
    }
  }

  /// Whoever finds out where the files are may be killed as well.
  private static void killTheNext(Desk desk, int step) {
    desk.disk.dieAt(1 + step % 7);
    try {
      desk.move();
    } catch (DyingDisk.Killed e) {
      assertEachIsOnce(desk, step);
    }
  }

  private static void assertEachIsOnce(Desk desk, int step) {
    var contents =
        desk.files().entrySet().stream()
            .filter(
                file -> !file.getKey().endsWith(".trashinfo") && !file.getValue().startsWith(PLACE))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    assertThat(contents)
        .as("killed at step %d", step)
        .isEqualTo(PHOTOS.values().stream().sorted().toList());
  }

  private static void assertAllAreMoved(Desk desk, AfterUpload after, int step) {
    Map<String, String> files = desk.files();
    Map<String, String> expected =
        after.action() == AfterUpload.Action.MOVE
            ? PHOTOS.entrySet().stream()
                .collect(Collectors.toMap(f -> "Sent/" + f.getKey(), Map.Entry::getValue))
            : PHOTOS.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        f ->
                            "home/Trash/files/"
                                + f.getKey().substring(f.getKey().lastIndexOf('/') + 1),
                        Map.Entry::getValue));
    var photos = new java.util.TreeMap<>(files);
    photos.keySet().removeIf(name -> name.endsWith(".trashinfo"));
    assertThat(photos).as("killed at step %d", step).isEqualTo(expected);
    if (after.action() == AfterUpload.Action.TRASH) {
      assertThat(files.size() - photos.size()).as("notes").isEqualTo(PHOTOS.size());
    }
    assertThat(desk.catalog().movedFiles().counts().values()).containsExactly((long) PHOTOS.size());
    assertThat(desk.catalog().moves().isIntended(desk.folder())).isFalse();
    assertThat(desk.catalog().moves().isWanted(desk.folder())).isFalse();
    assertThat(desk.catalog().outbox().claim(10, Set.of(desk.folder().id()))).isEmpty();
    assertThat(desk.catalog().lists().vanished(java.time.Instant.EPOCH, 10)).isEqualTo(List.of());
  }
}
