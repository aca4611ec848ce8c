package org.shuttersend.chaos;

import java.util.Set;
import org.shuttersend.testkit.WireFault;

/// What a round does to the programs, their disks and their network.
sealed interface Fault {

  /// A program ends when it comes by a point for the `count`th time.
  record KillAt(KillPoint point, int count) implements Fault {}

  /// Programs are killed so many milliseconds after the photographer began.
  record KillAfter(Set<Side> sides, int millis) implements Fault {}

  /// Once the receiver is dead its disk has lost what was not synced.
  ///
  /// @param seed of what exactly is lost
  record PowerCut(long seed) implements Fault {}

  /// @param path how the requests' path begins
  /// @param skip how many such requests pass before
  record Wire(Set<String> methods, String path, int skip, WireFault fault) implements Fault {}

  /// The program stands still for a while.
  record Freeze(Side side, int millis) implements Fault {}

  /// The program's clock is so far ahead from now on.
  record Clock(Side side, long aheadMillis) implements Fault {}

  /// The program's disk is full for a while.
  ///
  /// @param leftBytes that stay free
  record DiskFull(Side side, long leftBytes) implements Fault {}

  /// The program is started once while its data folder is read-only.
  record ReadOnly(Side side) implements Fault {}
}
