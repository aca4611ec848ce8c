package org.shuttersend.settle;

/// Nothing can be taken now, whatever it is, and whoever throws this says itself why: settled files
/// are handed on again later. What else was to be handed on is not; a scan has to find it once it
/// can.
public final class NotNow extends RuntimeException {
  public NotNow(Throwable cause) {
    super(cause);
  }
}
