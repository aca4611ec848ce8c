package org.shuttersend.ui.settings;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A week of whole hours.
///
/// @param hours 7 × 24, from Monday, 0 o'clock
record Week(List<Hour> hours) {
  static final int DAYS = 7;
  static final int HOURS = 24;
  static final Week FULL = new Week(Collections.nCopies(DAYS * HOURS, Hour.FULL));

  Week {
    hours = List.copyOf(hours);
    if (hours.size() != DAYS * HOURS) {
      throw new IllegalArgumentException("no week: " + hours.size() + " hours");
    }
  }

  Hour at(DayOfWeek day, int hour) {
    return hours.get(index(day, hour));
  }

  Week with(DayOfWeek day, int hour, Hour painted) {
    var changed = new ArrayList<>(hours);
    changed.set(index(day, hour), painted);
    return new Week(changed);
  }

  boolean has(Hour hour) {
    return hours.contains(hour);
  }

  private static int index(DayOfWeek day, int hour) {
    return (day.getValue() - 1) * HOURS + hour;
  }
}
