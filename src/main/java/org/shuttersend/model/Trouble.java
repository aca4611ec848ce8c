package org.shuttersend.model;

/// Something in a hot folder that is not sent, though somebody may think it is.
///
/// @param path where, relative to the folder's root
/// @param detail the system's words, or empty
public record Trouble(Kind kind, String path, String detail) {

  /// Names are stored in the catalog: rename with a migration only.
  public enum Kind {
    /// A directory that cannot be read, or not to its end.
    UNREADABLE,
    /// A name that is no text in this system's encoding.
    NAME_NOT_TEXT,
    /// A path longer than the system can open.
    PATH_TOO_LONG,
    /// A link: it is not followed. No photo is missing that lies in the folder itself.
    LINK,
    /// Photos that were sent stay, since nothing may be changed there: the disk is read-only.
    MOVE_READ_ONLY,
    /// They stay for want of permission.
    MOVE_DENIED,
    /// They stay, for the disk is full.
    MOVE_DISK_FULL,
    /// They stay, for the folder they are to be moved into holds somebody's own files.
    MOVE_FOLDER_TAKEN,
    /// They stay, for they lie on another disk than the folder they are to be moved into.
    MOVE_OTHER_DISK,
    /// They stay, for their disk has no trash: `detail` is why.
    MOVE_NO_TRASH,
    /// They stay with a file of the same name that is not sent.
    MOVE_NOT_ALL_SENT,
    /// They stay, for a photo of their name was moved before, to `detail`, and may be another one.
    MOVE_NAME_TAKEN,
    /// They stay where somebody copied them back: the same lie at `detail`, where they were moved.
    MOVE_COPY,
    /// They stay, for the server does not have them any more.
    MOVE_NOT_HELD,
    /// They stay, for by their own format there should be more of them: what there is was sent.
    MOVE_CUT_OFF,
    /// They stay, for their disk does not answer, as a share that hangs.
    MOVE_NO_ANSWER,
    /// They stay for another reason: `detail`.
    MOVE_FAILED;

    public boolean needsAttention() {
      return this != LINK && this != MOVE_COPY;
    }
  }
}
