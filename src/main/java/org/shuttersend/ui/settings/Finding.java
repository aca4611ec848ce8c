package org.shuttersend.ui.settings;

import java.time.Duration;
import java.util.Optional;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;

/// What came of testing a server.
public sealed interface Finding {

  /// It takes photos.
  ///
  /// @param latency of one question and its answer
  /// @param user as whom; empty where it does not say
  /// @param queue empty for a server that has none, or shows it to others only
  record Connected(Duration latency, Optional<String> user, Optional<ServerQueue> queue)
      implements Finding {}

  /// It does not.
  record Failed(Reason reason) implements Finding {}

  /// It was not asked: what was typed cannot be used.
  record Unusable(String sentence) implements Finding {}
}
