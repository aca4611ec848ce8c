package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Claim;

/// What was moved in place of the photo that was sent: nothing that somebody saves is written over,
/// taken for our own, or forgotten.
class GoingBackTest {
  @TempDir Path temp;

  private static void replace(Desk desk, String name, String content) {
    try {
      Path work = Files.writeString(desk.folder().root().resolve(name + ".work"), content);
      Files.move(work, desk.folder().root().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsSavedWhileAVersionGoesBackIsNotWrittenOver() throws IOException {
    try (var desk = new Desk(temp, Desk.MOVE)) {
      desk.deliver("IMG_1.jpg", "one");
      desk.disk.beforeRename(() -> replace(desk, "IMG_1.jpg", "a newer version"));
      desk.disk.beforeLink(() -> replace(desk, "IMG_1.jpg", "saved again, the only copy"));
      desk.move();
      assertThat(desk.files())
          .containsEntry("IMG_1.jpg", "saved again, the only copy")
          .containsEntry("IMG_1 (2).jpg", "a newer version")
          .hasSize(2);
    }
  }

  @Test
  void whatCannotGoBackIsSentFromWhereItLies() throws IOException {
    try (var desk = new Desk(temp, Desk.MOVE)) {
      desk.deliver("IMG_1.jpg", "one");
      desk.disk.hasNoLinks();
      desk.disk.beforeRename(() -> replace(desk, "IMG_1.jpg", "a newer version"));
      desk.move();
      assertThat(desk.files()).containsEntry("Sent/IMG_1.jpg", "a newer version").hasSize(1);
      List<Claim> claims = desk.catalog().outbox().claim(5, Set.of(desk.folder().id()));
      assertThat(claims)
          .singleElement()
          .satisfies(claim -> {
            assertThat(claim.file().ref().path()).isEqualTo("IMG_1.jpg");
            assertThat(claim.file().ref().file()).hasContent("a newer version");
          });
      assertThat(desk.catalog().moves().isIntended(desk.folder())).isFalse();
    }
  }

  @Test
  void killedWhileAVersionGoesBackItIsThereOnce() throws IOException {
    for (int step = 1, killed = 1; killed > 0; step++) {
      killed = 0;
      try (var desk = new Desk(temp.resolve("killed-" + step), Desk.MOVE)) {
        desk.deliver("IMG_1.jpg", "one");
        desk.disk.beforeRename(() -> replace(desk, "IMG_1.jpg", "a newer version"));
        desk.disk.dieAt(step);
        try {
          desk.move();
        } catch (DyingDisk.Killed e) {
          killed = 1;
        }
        var before = new ArrayList<>(desk.files().values());
        desk.disk.beforeRename(() -> {});
        desk.restart(Desk.MOVE);
        desk.move();
        assertThat(desk.files().values())
            .as("killed at step %d", step)
            .containsExactly(before.contains("a newer version") ? "a newer version" : "one");
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsBeingWrittenAnewIsNotTakenForAPlaceThatWasKept() throws IOException {
    for (int step = 1, killed = 1; killed > 0; step++) {
      killed = 0;
      var open = new ArrayList<FileChannel>();
      try (var desk = new Desk(temp.resolve("written-" + step), Desk.MOVE)) {
        desk.deliver("IMG_1.jpg", "one");
        desk.disk.beforeRename(() -> open.add(truncated(desk, "IMG_1.jpg")));
        desk.disk.dieAt(step);
        try {
          desk.move();
        } catch (DyingDisk.Killed e) {
          killed = 1;
        }
        desk.restart(Desk.MOVE);
        desk.move();
        for (FileChannel writer : open) {
          writer.write(ByteBuffer.wrap("written anew".getBytes(StandardCharsets.UTF_8)));
          writer.close();
        }
        desk.pass(Duration.ofHours(1));
        desk.move();
        assertThat(desk.files().values())
            .as("killed at step %d", step)
            .containsExactly(open.isEmpty() ? "one" : "written anew");
      }
    }
  }

  @Test
  void anEmptyFileOfSomebodysIsNotDeleted() throws IOException {
    try (var desk = new Desk(temp, Desk.MOVE)) {
      desk.deliver("IMG_1.jpg", "one");
      desk.disk.refuseRename(() -> replace(desk, "Sent/IMG_1.jpg", ""), "Input/output error");
      desk.move();
      assertThat(desk.files()).containsEntry("Sent/IMG_1.jpg", "").containsKey("IMG_1.jpg");
      desk.pass(Duration.ofHours(1));
      desk.move();
      assertThat(desk.files())
          .containsEntry("Sent/IMG_1.jpg", "")
          .containsEntry("Sent/IMG_1 (2).jpg", "one")
          .hasSize(2);
    }
  }

  private static FileChannel truncated(Desk desk, String name) {
    try {
      return FileChannel.open(
          desk.folder().root().resolve(name),
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
