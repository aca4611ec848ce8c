package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The trash is the user's: after a kill only what we put there ourselves may come back.
class ForeignTrashTest extends AtDesk {
  ForeignTrashTest() {
    super(Desk.TRASH);
  }

  @BeforeEach
  void hasATrash() {
    desk.deliver("IMG_0.jpg", "zero");
    desk.move();
    desk.deliver("IMG_1.jpg", "one");
  }

  private void killBeforeThePlaceIsTaken() {
    desk.disk.dieAt(1);
    assertThatThrownBy(desk::move).isInstanceOf(DyingDisk.Killed.class);
    assertThat(desk.catalog().moves().isIntended(desk.folder())).isTrue();
  }

  /// As a file manager does.
  private void putIntoTheTrash(String content, String from) throws IOException {
    Files.writeString(desk.trash().resolve("files/IMG_1.jpg"), content);
    Files.writeString(
        desk.trash().resolve("info/IMG_1.jpg.trashinfo"),
        "[Trash Info]\nPath=" + from + "\nDeletionDate=2026-11-22T10:00:00\n");
  }

  private void assertStaysInTheTrash(String content) throws IOException {
    desk.restart(Desk.TRASH);
    desk.move();
    assertThat(desk.files())
        .containsEntry("home/Trash/files/IMG_1.jpg", content)
        .doesNotContainKey("IMG_1.jpg");
    assertThat(desk.trash().resolve("info/IMG_1.jpg.trashinfo")).exists();
    assertThat(desk.mover().isThrough()).isTrue();
  }

  @Test
  void aStrangersFileAtThePlaceIsNotTakenOutOfTheTrash() throws IOException {
    killBeforeThePlaceIsTaken();
    Files.delete(path("IMG_1.jpg"));
    putIntoTheTrash("of another folder", "/elsewhere/IMG_1.jpg");
    assertStaysInTheTrash("of another folder");
  }

  @Test
  void aVersionThatTheUserPutIntoTheTrashHimselfIsNotTakenOut() throws IOException {
    killBeforeThePlaceIsTaken();
    Files.delete(path("IMG_1.jpg"));
    putIntoTheTrash("saved again, and not wanted", path("IMG_1.jpg").toString());
    assertStaysInTheTrash("saved again, and not wanted");
  }

  @Test
  void aVersionThatWePutThereGoesBackAfterAKill() throws IOException {
    desk.disk.beforeRename(this::saveAgain);
    desk.disk.afterRename(() -> desk.disk.dieAt(1));
    assertThatThrownBy(desk::move).isInstanceOf(DyingDisk.Killed.class);
    assertThat(desk.files()).containsEntry("home/Trash/files/IMG_1.jpg", "saved again");
    desk.restart(Desk.TRASH);
    desk.move();
    assertThat(desk.files())
        .containsEntry("IMG_1.jpg", "saved again")
        .doesNotContainKeys("home/Trash/files/IMG_1.jpg", "home/Trash/info/IMG_1.jpg.trashinfo");
  }

  @Test
  void fromTheTrashOfACardToo() throws IOException {
    desk.disk.card(desk.folder().root());
    desk.disk.beforeRename(this::saveAgain);
    desk.disk.afterRename(() -> desk.disk.dieAt(1));
    assertThatThrownBy(desk::move).isInstanceOf(DyingDisk.Killed.class);
    assertThat(desk.files()).containsEntry(".Trash-1000/files/IMG_1.jpg", "saved again");
    desk.restart(Desk.TRASH);
    desk.disk.card(desk.folder().root());
    desk.move();
    assertThat(desk.files())
        .containsEntry("IMG_1.jpg", "saved again")
        .doesNotContainKeys(".Trash-1000/files/IMG_1.jpg", ".Trash-1000/info/IMG_1.jpg.trashinfo");
  }

  private void saveAgain() {
    try {
      Path work = Files.writeString(path("IMG_1.jpg.work"), "saved again");
      Files.move(work, path("IMG_1.jpg"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
