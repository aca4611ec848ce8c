package org.shuttersend.destination;

import java.time.Duration;
import java.time.Instant;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// Failures in one line, for tables: kind, code, arguments, and for how many seconds all wait.
public final class Told {
  private Told() {}

  public static String of(Failure failure, Instant now) {
    String wait =
        failure instanceof Failure.HoldAll(Reason _, Instant until)
            ? " +" + Duration.between(now, until).toSeconds()
            : "";
    return failure.getClass().getSimpleName()
        + " "
        + failure.reason().code()
        + (failure.reason().args().isEmpty() ? "" : " " + failure.reason().args())
        + wait;
  }
}
