package org.shuttersend.watch;

import java.util.Locale;
import java.util.Set;

/// What the kinds of file systems are like, by the system's names for them.
final class FileSystems {
  /// Those that other computers write to as well: their changes give no events.
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "smb2",
          "9p",
          "vboxsf",
          "prl_fs",
          "vmhgfs",
          "afs",
          "ceph",
          "glusterfs",
          "lustre",
          "ncpfs",
          "davfs",
          "virtiofs",
          "fuse",
          "afpfs",
          "webdav");

  /// Those whose files have no number that lasts.
  ///
  /// - `vfat`, `msdos`, `exfat`: there is none on the card; Linux counts up as it meets the files.
  /// - `fuse`, `fuseblk` and all `fuse.` kinds: most servers leave the numbers to the library,
  ///   which counts up too. Those that do not (ntfs-3g) cannot be told from those that do by their
  ///   kind.
  /// - `cifs`, `smb3`, `smb2`, `smbfs`: the server's numbers where it gives any, else made up here;
  ///   that changes with the server's and the mount's settings.
  /// - `9p`, `vboxsf`, `prl_fs`, `vmhgfs`, `davfs`, `webdav`, `ncpfs`, `afpfs`: made up here or by
  ///   a program on the other side that starts anew now and then.
  ///
  /// NFS, AFS, Ceph, Lustre and virtiofs hand on the numbers of the server's own disk, and those of
  /// NTFS, HFS+, APFS and the disks of Linux are kept on them: they last.
  private static final Set<String> NO_LASTING_NUMBERS =
      Set.of(
          "vfat", "msdos", "exfat", "fuse", "fuseblk", "cifs", "smb3", "smb2", "smbfs", "9p",
          "vboxsf", "prl_fs", "vmhgfs", "davfs", "webdav", "ncpfs", "afpfs");

  private static final String IN_USER_SPACE = "fuse.";

  /// Those that cameras write onto cards, some of them with the same serial number onto each. By
  /// the names of all systems.
  private static final Set<String> OF_CARDS =
      Set.of("vfat", "msdos", "exfat", "fat", "fat12", "fat16", "fat32");

  private FileSystems() {}

  /// Whether changes may come from elsewhere, and give no events here then.
  static boolean isNetwork(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return NETWORK.contains(lower) || lower.startsWith(IN_USER_SPACE);
  }

  /// Whether two of them may well have the same serial number.
  static boolean isOfCards(String type) {
    return OF_CARDS.contains(type.toLowerCase(Locale.ROOT));
  }

  /// Whether a file has the same number each time its volume is connected.
  static boolean numbersLast(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return !NO_LASTING_NUMBERS.contains(lower) && !lower.startsWith(IN_USER_SPACE);
  }
}
