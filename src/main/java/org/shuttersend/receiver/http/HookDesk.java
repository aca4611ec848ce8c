package org.shuttersend.receiver.http;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.shuttersend.receiver.push.HookBook;
import org.shuttersend.receiver.push.PushLog;
import org.shuttersend.receiver.push.Reach;
import org.shuttersend.receiver.push.Signature;
import org.shuttersend.receiver.push.Target;
import org.shuttersend.wire.Hook;

/// A user's own web hook, and what came of it.
final class HookDesk {
  private static final int PAGE_SIZE = 100;

  private final HookBook hooks;
  private final PushLog pushes;
  private final Reach reach;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  HookDesk(HookBook hooks, PushLog pushes, Reach reach, Clock clock) {
    this.hooks = hooks;
    this.pushes = pushes;
    this.reach = reach;
    this.clock = clock;
  }

  /// `POST /api/hooks`: in place of the one there may have been, with a secret of its own.
  void set(Exchange exchange) throws IOException {
    String typed = exchange.json(Hook.Request.class).url().orElse("");
    URI url;
    try {
      url = Target.address(typed);
      reach.checkWritten(url.getHost());
    } catch (IllegalArgumentException e) {
      throw Refusal.of(422, String.valueOf(e.getMessage()));
    }
    var hook = new HookBook.Kept(new Target(url, Signature.newSecret(random)), clock.instant());
    hooks.set(exchange.owner(), hook);
    exchange.send(
        201, new Hook(url.toString(), Optional.of(hook.target().secret()), hook.createdAt()));
  }

  /// `GET /api/hooks`, without the secret.
  void get(Exchange exchange) throws IOException {
    HookBook.Kept hook = hooks.of(exchange.owner()).orElseThrow(HookDesk::none);
    exchange.send(
        200, new Hook(hook.target().url().toString(), Optional.empty(), hook.createdAt()));
  }

  /// `DELETE /api/hooks`.
  void remove(Exchange exchange) throws IOException {
    if (!hooks.remove(exchange.owner())) {
      throw none();
    }
    exchange.send(204);
  }

  /// `GET /api/hooks/log?before={next}&limit=100`.
  void log(Exchange exchange) throws IOException {
    long before = exchange.queryNumber("before", Long.MAX_VALUE);
    long limit = exchange.queryNumber("limit", PAGE_SIZE);
    if (limit < 1) {
      throw Refusal.of(400, "limit must be from 1 to " + PAGE_SIZE);
    }
    exchange.send(200, pushes.page(exchange.owner(), before, (int) Math.min(limit, PAGE_SIZE)));
  }

  private static Refusal none() {
    return Refusal.of(404, "You have no hook");
  }
}
