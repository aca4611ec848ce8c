package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Volume;

/// Whether what is at a hot folder's path is the hot folder.
class RootTest {
  @TempDir Path temporary;
  private final Remembering memory = new Remembering();
  private Path path;
  private Root root;

  @BeforeEach
  void root() throws IOException {
    path = Files.createDirectory(temporary.resolve("hot"));
    root = new Root(new HotFolder(1, "hot", path), Selection.photographers(), memory);
  }

  private Root.Sight look() {
    return root.look(Optional.empty());
  }

  private void assertAway(Cause cause) {
    assertThat(look())
        .isInstanceOfSatisfying(
            Root.Sight.Away.class, away -> assertThat(away.why().cause()).isEqualTo(cause));
  }

  @Test
  void aNewFolderIsThereAndRemembered() throws IOException {
    assertThat(look()).isInstanceOf(Root.Sight.There.class);
    assertThat(memory.volume()).isPresent();
    assertThat(Volumes.of(path).isSame(memory.volume().orElseThrow())).isTrue();
  }

  @Test
  void anEmptyDirectoryWhereAVolumeWasIsNotConnected() throws IOException {
    var card = new Volume("6334-3235", "1", "EOS_DIGITAL");
    memory.remember(card);
    memory.files = 12;
    Files.createFile(path.resolve(".hidden"));
    assertThat(look())
        .isEqualTo(new Root.Sight.Away(FolderHealth.of(Cause.EMPTY_MOUNT_POINT, "EOS_DIGITAL")));
    assertThat(memory.volume()).as("nothing is forgotten").contains(card);

    Files.createFile(path.resolve("a.jpg"));
    assertThat(look()).as("another card").isInstanceOf(Root.Sight.There.class);
    assertThat(memory.volume().orElseThrow().isSame(card)).isFalse();
  }

  @Test
  void anEmptyDirectoryOfWhichNothingIsKnownIsAHotFolderLikeAnother() {
    memory.remember(new Volume("6334-3235", "1", "EOS_DIGITAL"));
    assertThat(look()).isInstanceOf(Root.Sight.There.class);
  }

  @Test
  void aFolderDeletedAndMadeAnewOnTheSameDiskIsANewOne() throws IOException {
    look();
    memory.files = 12;
    Volume before = memory.volume().orElseThrow();
    Files.move(path, temporary.resolve("kept, so that its number is not given again"));
    Files.createDirectory(path);
    assertThat(look())
        .isInstanceOfSatisfying(
            Root.Sight.There.class, there -> assertThat(there.madeAnew()).isTrue());
    assertThat(memory.volume().orElseThrow().isSame(before)).isFalse();
    assertThat(look())
        .as("told once")
        .isInstanceOfSatisfying(
            Root.Sight.There.class, there -> assertThat(there.madeAnew()).isFalse());
  }

  @Test
  void theFolderItselfMayBeEmptied() {
    look();
    memory.files = 12;
    assertThat(look()).isInstanceOf(Root.Sight.There.class);
  }

  @Test
  void nothingAndAFileAreNotConnected() throws IOException {
    Files.delete(path);
    assertAway(Cause.ABSENT);
    Files.createFile(path);
    assertAway(Cause.ABSENT);
  }

  @Test
  void goneIsOnlyWhatIsNotBelowTheRightRoot() throws IOException {
    String key = Anchor.key(Files.readAttributes(path, BasicFileAttributes.class));
    Files.createDirectory(path.resolve("day"));
    Files.createFile(path.resolve("day/a.jpg"));
    assertThat(Anchor.isGone(path, key, "day/a.jpg")).isFalse();
    assertThat(Anchor.isGone(path, key, "day/b.jpg")).isTrue();
    assertThat(Anchor.isGone(path, key, "day/a.jpg/below")).isTrue();
    assertThat(Anchor.isGone(path, key, "no/such/place.jpg")).isTrue();
    assertThat(Anchor.isGone(path, key, "day")).as("a directory is no file").isTrue();
    assertThat(Anchor.isGone(path, "(dev=1,ino=1)", "day/b.jpg")).as("another root").isFalse();
    Files.move(path, temporary.resolve("pulled"));
    assertThat(Anchor.isGone(path, key, "day/b.jpg")).as("no root").isFalse();
  }

  private static final class Remembering implements Memory {
    private Optional<Volume> volume = Optional.empty();
    private long files;

    @Override
    public List<ObservedFile> among(List<ObservedFile> batch) {
      return batch;
    }

    @Override
    public Optional<Volume> volume() {
      return volume;
    }

    @Override
    public void remember(Volume now) {
      volume = Optional.of(now);
    }

    @Override
    public void connected(Map<String, Disk> disks) {}

    @Override
    public List<Acquaintance> alike(String place, Disk disk) {
      return List.of();
    }

    @Override
    public long files() {
      return files;
    }
  }
}
