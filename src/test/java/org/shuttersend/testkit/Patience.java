package org.shuttersend.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// How long a test waits for what has to come: as the build says for its profile, for a test as a
/// whole too, and nowhere else.
///
/// Such a bound ends a test that is stuck, and says nothing about speed. It is long, since a build
/// machine may stand still for many seconds while others use its processors; a test that passes
/// never waits for it.
public final class Patience implements LauncherSessionListener {
  private static final Duration STUCK =
      Duration.ofMinutes(Integer.getInteger("tests.stuck.minutes", 5));
  private static final Duration POLL = Duration.ofMillis(20);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(STUCK);
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(POLL);
  }
}
