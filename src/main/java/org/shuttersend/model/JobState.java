package org.shuttersend.model;

/// The state of a photo's job on the server, as named on the wire (in lower case).
public enum JobState {
  QUEUED,
  RUNNING,
  RETRY,
  DONE,
  FAILED;

  public boolean isFinal() {
    return this == DONE || this == FAILED;
  }
}
