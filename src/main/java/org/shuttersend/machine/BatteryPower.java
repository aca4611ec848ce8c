package org.shuttersend.machine;

/// Whether the computer runs on its battery.
public interface BatteryPower {
  /// What was last found out; `false` while it is not known. Never waits. Any thread.
  boolean isOnBattery();
}
