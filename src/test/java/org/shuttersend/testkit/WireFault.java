package org.shuttersend.testkit;

/// What happens to one request and its answer on their way through a [FaultyProxy].
public sealed interface WireFault {

  /// The connection breaks after so many bytes of the body; only those arrive.
  record CutRequest(long atByte) implements WireFault {}

  /// The request arrives; the connection breaks after so many bytes of the answer, its head
  /// included. With 0 the answer is lost.
  record CutAnswer(long atByte) implements WireFault {}

  /// Request and answer each wait.
  record Delay(int millis) implements WireFault {}

  /// The body comes in small pieces with pauses between, at most so many.
  record Trickle(int pieces, int pauseMillis) implements WireFault {}

  /// The request arrives twice, one after the other; the second answer is the one that is heard.
  record Duplicate() implements WireFault {}

  /// One bit of this byte of the body is turned over.
  record Damage(long atByte) implements WireFault {}

  /// The request never arrives; something on the way answers.
  record Answer(int status, int retryAfterSeconds) implements WireFault {}
}
