package org.shuttersend.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `tus-js-client`, written by others: what it does is what web pages and scripts do.
public final class TusJsClient {
  private TusJsClient() {}

  /// Does to each file of the folder what its name says, in a process of its own.
  ///
  /// Skips the test, or fails it where none may be skipped, if it cannot be fetched.
  ///
  /// @param temp gets what it prints
  public static Program start(Path temp, String endpoint, String token, Path folder) {
    Path script = NodeProgram.fetched("tus-js-client", "client.mjs");
    return Program.start(
        temp,
        Map.of("TOKEN", token),
        List.of("node", script.toString(), endpoint, folder.toString()));
  }
}
