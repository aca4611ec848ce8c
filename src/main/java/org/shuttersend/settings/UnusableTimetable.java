package org.shuttersend.settings;

import java.io.IOException;
import java.nio.file.Path;
import org.shuttersend.model.TimetableException;
import org.shuttersend.model.TimetableProblem;

/// The settings hold a timetable that is none: told apart from other faults of the file, since this
/// one is a person's, who wants to know where it is.
public final class UnusableTimetable extends IOException {
  private final transient Path file;
  private final transient TimetableProblem problem;

  UnusableTimetable(Path file, TimetableException cause) {
    super(file + " holds no settings: " + cause.getMessage(), cause);
    this.file = file;
    this.problem = cause.problem();
  }

  public Path file() {
    return file;
  }

  public TimetableProblem problem() {
    return problem;
  }
}
