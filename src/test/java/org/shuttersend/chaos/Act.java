package org.shuttersend.chaos;

/// What a photographer does in the hot folders.
enum Act {
  /// A new photo.
  SHOOT,
  /// One of several megabytes.
  SHOOT_BIG,
  /// A new photo, written with pauses; the file is open all the while.
  SHOOT_SLOWLY,
  /// One new photo, to both hot folders at once.
  SHOOT_TWICE,
  /// Another content at the path of a photo, written in place.
  SAVE,
  /// The same by a temporary file and a rename.
  SAVE_SAFELY,
  /// The same, of the photo that was left alone longest.
  SAVE_OLD,
  /// A former content at its path.
  SAVE_FORMER,
  /// New and saved again at once, while it may be on its way.
  SAVE_WHILE_SENT,
  /// A photo under another name, perhaps in the other folder.
  COPY,
  RENAME,
  TOUCH,
  /// A new photo that is deleted at once.
  SHOOT_AND_DELETE,
  /// A photo that has been there for a while is deleted.
  DELETE,
  /// A photo that was moved after it was sent is put back where it was.
  PUT_BACK
}
