package org.shuttersend.receiver.push;

import java.time.Instant;

/// Something a user is to be told.
///
/// @param id the same on every try
/// @param body JSON
/// @param attempts tries of this stage that were begun
/// @param dueAt when it is to be tried
record Notice(
    long seq, String id, String assignee, String body, Stage stage, int attempts, Instant dueAt) {
  enum Stage {
    /// To the user's own hook.
    PUSH,
    /// To the receiver's one, as that failed.
    FALLBACK,
    SENT,
    FAILED
  }

  /// What is tried one at a time: a slow hook keeps only its own notices waiting.
  String lane() {
    return stage == Stage.FALLBACK ? "fallback" : "user:" + assignee;
  }
}
