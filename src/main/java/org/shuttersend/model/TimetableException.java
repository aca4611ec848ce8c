package org.shuttersend.model;

/// A text that is no timetable.
public final class TimetableException extends Exception {
  private final transient TimetableProblem problem;

  TimetableException(TimetableProblem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public TimetableProblem problem() {
    return problem;
  }
}
