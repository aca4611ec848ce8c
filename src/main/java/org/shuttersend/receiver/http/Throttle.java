package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.receiver.limit.Debounce;
import org.shuttersend.receiver.limit.Kind;
import org.shuttersend.receiver.limit.Limiter;
import org.shuttersend.receiver.limit.Limits;
import org.shuttersend.receiver.store.Digests;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// Stops a user who asks for too much, and says until when.
final class Throttle {
  /// The longest request that changes anything but photos.
  private static final int MAX_CHANGE = 256 * 1024;

  private static final Set<String> PAGES =
      Set.of("/api/my-photos", "/api/all-photos", "/api/deliveries");
  private static final List<String> CHANGES = List.of(Names.ADMIN, "/api/deliveries", "/api/hooks");

  private final Limiter limiter;
  private final Debounce debounce;

  Throttle(Limiter limiter, Debounce debounce) {
    this.limiter = limiter;
    this.debounce = debounce;
  }

  /// @param method the one that is meant
  /// @throws Refusal if it is too much, or the same once more
  void pass(Exchange exchange, String method, String path) throws IOException {
    Optional<Kind> kind = kind(method, path);
    if (kind.isEmpty()) {
      return;
    }
    if (kind.get() == Kind.CHANGES) {
      refuseRepeated(exchange, method, path);
    }
    Limiter.Verdict verdict = limiter.take(kind.get(), exchange.owner());
    if (!verdict.isLimited()) {
      return;
    }
    String name = "\"" + kind.get().word() + "\"";
    String policy =
        name + ";q=" + verdict.limit().most() + ";w=" + verdict.limit().window().toSeconds();
    String left = name + ";r=" + verdict.remaining() + ";t=" + verdict.seconds();
    if (!verdict.allowed()) {
      throw new Refusal(Problem.tooMany(kind.get().word(), verdict.seconds()))
          .with(Names.RATE_LIMIT, left)
          .with(Names.RATE_LIMIT_POLICY, policy);
    }
    // A sender spreads its requests over the time it is told: photos go as fast as they can.
    if (kind.get() != Kind.TUS_UPLOADS) {
      exchange.set(Names.RATE_LIMIT, left).set(Names.RATE_LIMIT_POLICY, policy);
    }
  }

  private void refuseRepeated(Exchange exchange, String method, String path) throws IOException {
    byte[] body = exchange.rehearse(MAX_CHANGE);
    String change =
        String.join(
            "\n",
            exchange.owner(),
            method,
            path,
            HexFormat.of().formatHex(Digests.sha256().digest(body)));
    if (debounce.isTooSoon(change, exchange.header(Names.IDEMPOTENCY_KEY))) {
      throw new Refusal(
          Problem.tooMany(Kind.CHANGES.word(), Limits.DEBOUNCE.toSeconds())
              .withCode(Problem.DEBOUNCED)
              .withDetail("The same was asked for a moment ago, and is being done"));
    }
  }

  /// What a request counts as; empty for those that are not counted.
  static Optional<Kind> kind(String method, String path) {
    return switch (method) {
      case "GET" -> question(path);
      case "POST" -> upload(path).or(() -> change(path));
      case "PUT", "PATCH", "DELETE" -> change(path);
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> question(String path) {
    if (path.startsWith(Names.JOBS + "/") || path.startsWith(Names.ADMIN_JOBS + "/")) {
      return Optional.of(Kind.JOB_DETAILS);
    }
    return PAGES.contains(path) ? Optional.of(Kind.PAGES) : Optional.empty();
  }

  private static Optional<Kind> upload(String path) {
    return switch (path) {
      case Names.PHOTOS -> Optional.of(Kind.UPLOADS);
      case Names.UPLOADS -> Optional.of(Kind.TUS_UPLOADS);
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> change(String path) {
    return CHANGES.stream().anyMatch(path::startsWith)
        ? Optional.of(Kind.CHANGES)
        : Optional.empty();
  }
}
