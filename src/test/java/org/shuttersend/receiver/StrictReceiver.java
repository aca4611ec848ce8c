package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.receiver.http.Edge;
import org.shuttersend.receiver.limit.Kind;
import org.shuttersend.receiver.limit.Limit;
import org.shuttersend.receiver.limit.Limits;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.User;
import org.shuttersend.testkit.ManualClock;

/// For tests of what a receiver bears: one with limits, whose clock stands still.
abstract class StrictReceiver {
  static final int CONNECTIONS_OF_ONE = 12;

  private static final Edge EDGE =
      new Edge(
          Edge.LOOPBACK,
          Optional.empty(),
          new Limits(
              Map.of(
                  Kind.JOB_DETAILS, new Limit(10, Duration.ofSeconds(30)),
                  Kind.CHANGES, new Limit(5, Duration.ofSeconds(30)),
                  Kind.UPLOADS, new Limit(4, Duration.ofMinutes(1)),
                  Kind.TUS_UPLOADS, new Limit(6, Duration.ofMinutes(1)),
                  Kind.LOGIN, new Limit(10, Duration.ofMinutes(1))),
              Limits.DEBOUNCE),
          100,
          CONNECTIONS_OF_ONE,
          500);

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  @TempDir Path base;
  Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(base, clock, EDGE);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /// Adds a user as another program does, while the receiver runs.
  ///
  /// @return the token
  String user(String name, Role role) throws Exception {
    try (Accounts accounts = Accounts.open(rig.data(), clock)) {
      return accounts.add(new User(name, role)).orElseThrow().text();
    }
  }

  static void assertProblem(HttpResponse<String> answer, int status, String... parts) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status);
    for (String part : parts) {
      assertThat(answer.body()).contains(part);
    }
  }
}
