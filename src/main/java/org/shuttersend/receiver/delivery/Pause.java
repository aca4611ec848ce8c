package org.shuttersend.receiver.delivery;

import java.time.Duration;

/// Lets time pass between two tries.
@FunctionalInterface
public interface Pause {
  void pass(Duration time) throws InterruptedException;
}
