package org.shuttersend.model;

import java.time.Instant;

/// A failure, typed by what to do next. Made once, where answers come in; above that edge nobody
/// looks at status codes.
public sealed interface Failure {

  Reason reason();

  /// Temporary: try this photo again after a back-off; an attempt is spent.
  record Retry(Reason reason) implements Failure {}

  /// Not this photo's fault: hold all of them until then; no attempt is spent.
  record HoldAll(Reason reason, Instant until) implements Failure {}

  /// No connection at all: hold everything and probe; no attempt is spent.
  record Unreachable(Reason reason) implements Failure {}

  /// This photo will never work: needs attention.
  record GiveUp(Reason reason) implements Failure {}

  /// Nothing will work until somebody acts (token, the server's disk): stop and probe now and then.
  record StopAll(Reason reason) implements Failure {}

  /// The file is not what was announced any more: look at it again.
  record Changed(Reason reason) implements Failure {}
}
