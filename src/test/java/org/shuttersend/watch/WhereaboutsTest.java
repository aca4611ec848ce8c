package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// On which disk a file is, and what is known of it there.
class WhereaboutsTest {
  private static final HotFolder MEDIA = new HotFolder(1, "media", Path.of("/media"));
  private static final Disk SYSTEM = new Disk("8f0e", "system");
  private static final Disk CARD = new Disk("6334-3235", "CANON_DC");
  private static final FileStamp STAMP = new FileStamp(5, Instant.EPOCH, "12");

  @TempDir Path temp;

  private static Whereabouts with(String type) {
    return new Whereabouts(
        Map.of(
            "",
            new Whereabouts.Spot(SYSTEM, "1", "8:1", "ext4", true),
            "user/CARD",
            new Whereabouts.Spot(CARD, "2", "8:17", type, true)));
  }

  private static ObservedFile file(String path) {
    return new ObservedFile(new FileRef(MEDIA, path), STAMP);
  }

  @Test
  void aFileIsOnWhatIsMountedNextAboveIt() {
    Whereabouts here = with("vfat");
    assertThat(here.placed(file("user/CARD/DCIM/a.jpg")).disk()).isEqualTo(CARD);
    for (String path : List.of("a.jpg", "user/a.jpg", "user/CARD 2/a.jpg")) {
      assertThat(here.placed(file(path)).disk()).as(path).isEqualTo(SYSTEM);
    }
    ObservedFile onCard = here.placed(file("user/CARD/a.jpg"));
    assertThat(here.has(onCard)).isTrue();
    assertThat(here.has(file("user/CARD/a.jpg"))).as("nobody looked").isTrue();
    assertThat(new Whereabouts(Map.of("", here.root())).has(onCard)).as("pulled").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vfat", "msdos", "exfat", "fuseblk", "fuse.sshfs", "cifs", "vboxsf"})
  void whereNumbersDoNotLastAFileHasNone(String type) {
    FileStamp stamp = with(type).placed(file("user/CARD/a.jpg")).stamp();
    assertThat(stamp.fileKey()).isEmpty();
    assertThat(stamp.isSame(new FileStamp(5, Instant.EPOCH, "13"))).isTrue();
    assertThat(stamp.isSame(new FileStamp(6, Instant.EPOCH, "12"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "btrfs", "xfs", "ntfs3", "apfs", "nfs4", "tmpfs"})
  void whereTheyLastTheyTell(String type) {
    FileStamp stamp = with(type).placed(file("user/CARD/a.jpg")).stamp();
    assertThat(stamp).isEqualTo(STAMP);
    assertThat(stamp.isSame(new FileStamp(5, Instant.EPOCH, "13"))).isFalse();
  }

  @Test
  void whatIsMountedOrNotAnyMoreIsAChange() {
    Whereabouts here = with("vfat");
    Whereabouts pulled = new Whereabouts(Map.of("", here.root()));
    assertThat(here.changes(here)).isEmpty();
    assertThat(here.changes(pulled)).containsExactly("user/CARD");
    assertThat(pulled.changes(here)).containsExactly("user/CARD");
    assertThat(here.changes(with("exfat"))).containsExactly("user/CARD");
  }

  @Test
  void aRealFolderIsSomewhere() throws IOException {
    Whereabouts here = Whereabouts.of(temp);
    assertThat(here.disks().values()).hasSize(1).allMatch(Disk::isKnown);
    assertThat(Whereabouts.of(temp)).isEqualTo(here);
  }
}
