package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WatchLimitsTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsTheWholeNumberInForce() throws Exception {
    var cat = new ProcessBuilder("cat", "/proc/sys/fs/inotify/max_user_watches").start();
    String number = new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(WatchLimits.watches().number()).isEqualTo(Long.parseLong(number.strip()));
    assertThat(WatchLimits.watches().command()).startsWith("sudo sysctl ");
  }
}
