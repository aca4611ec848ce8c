package org.shuttersend.receiver.limit;

import java.time.Duration;

/// At most so many in any window of this length.
///
/// @param most 0 for as many as come
public record Limit(int most, Duration window) {
  boolean isNone() {
    return most == 0;
  }
}
