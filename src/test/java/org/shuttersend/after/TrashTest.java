package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// Photos that are moved to the trash, as others find them there.
class TrashTest extends AtDesk {
  TrashTest() {
    super(Desk.TRASH);
  }

  @Test
  void aCardHasATrashOfItsOwn() throws IOException {
    desk.disk.card(desk.folder().root());
    desk.deliver("DCIM/IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys(".Trash-1000/files/IMG_1.jpg", ".Trash-1000/info/IMG_1.jpg.trashinfo")
        .containsEntry(".Trash-1000/files/IMG_1.jpg", "one");
    assertThat(desk.files().get(".Trash-1000/info/IMG_1.jpg.trashinfo"))
        .contains("\nPath=DCIM/IMG_1.jpg\n");
    ObservedFile lying = HotFolders.look(new FileRef(desk.folder(), ".Trash-1000/files/IMG_1.jpg"));
    assertThat(desk.catalog().knowledge().standings(List.of(lying)).getFirst().isDelivered())
        .isTrue();
  }

  @Test
  void whereThereIsNoTrashThatIsSaidAndThePhotoStays() throws IOException {
    desk.disk.card(desk.folder().root());
    Files.writeString(path(".Trash-1000"), "no folder");
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys(".Trash-1000", "IMG_1.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NO_TRASH);
  }

  @Test
  void theTrashTellsWhereAPhotoWas() throws IOException {
    desk.deliver("Été/IMG 1.jpg", "one");
    desk.deliver("IMG 1.jpg", "two");
    desk.move();
    assertThat(desk.files())
        .containsEntry("home/Trash/files/IMG 1.jpg", "two")
        .containsEntry("home/Trash/files/IMG 1 (2).jpg", "one");
    String note = Files.readString(desk.trash().resolve("info/IMG 1 (2).jpg.trashinfo"));
    assertThat(note)
        .startsWith("[Trash Info]\nPath=")
        .contains("/Exports/%C3%89t%C3%A9/IMG%201.jpg\n")
        .contains("DeletionDate=2026-11-22T10:00:00");
    assertThat(desk.catalog().movedFiles().counts()).containsEntry("", 2L);
  }
}
