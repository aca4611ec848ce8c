package org.shuttersend.receiver.picture;

import org.shuttersend.format.Description;

/// What came of looking at a stored file. One that is damaged is none of these, but a refusal.
sealed interface Looked {
  Description about();

  /// @param large at most [Previews#LARGE] pixels on the long side, upright
  record Seen(Description about, Pixels large) implements Looked {}

  /// @param reason why it has no preview
  /// @param perhapsLater whether to try again when somebody asks for it
  record Unseen(Description about, String reason, boolean perhapsLater) implements Looked {}

  /// @param reason in words a photographer understands
  record Damaged(Description about, String reason) implements Looked {}
}
