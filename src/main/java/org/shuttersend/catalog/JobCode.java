package org.shuttersend.catalog;

import org.shuttersend.model.JobState;

/// The numbers the database stores for job states.
final class JobCode {
  private JobCode() {}

  static int of(JobState state) {
    return switch (state) {
      case QUEUED -> 0;
      case RUNNING -> 1;
      case RETRY -> 2;
      case DONE -> 3;
      case FAILED -> 4;
    };
  }

  static JobState state(int code) {
    return switch (code) {
      case 0 -> JobState.QUEUED;
      case 1 -> JobState.RUNNING;
      case 2 -> JobState.RETRY;
      case 3 -> JobState.DONE;
      case 4 -> JobState.FAILED;
      default -> throw new IllegalStateException("no job state has the code " + code);
    };
  }
}
