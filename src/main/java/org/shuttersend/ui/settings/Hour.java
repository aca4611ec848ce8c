package org.shuttersend.ui.settings;

/// What holds in one hour of the painted week.
enum Hour {
  FULL,
  LIMITED,
  PAUSED
}
