package org.shuttersend.receiver;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// For tests that need a receiver as it usually is: each has one of its own, on an empty folder.
abstract class RunningReceiver {
  @TempDir Path base;
  Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(base);
  }

  @AfterEach
  void stop() {
    rig.close();
  }
}
