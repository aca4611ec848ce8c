package org.shuttersend.upload.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Reason.Code;
import org.shuttersend.model.ServerQueue;

/// What the governor decides, without waiting: whether one more upload, request or piece of a photo
/// may go now, from what was heard so far. Time comes in with each question. Not thread-safe.
final class Regulator {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration LOOK_WHERE_SOMEBODY_MUST_ACT = Duration.ofMinutes(1);

  /// How soon it is worth asking again where nobody can tell.
  private static final long NAP = Duration.ofSeconds(1).toNanos();

  /// While one looks whether the server is back, the others come again after that.
  private static final Duration AFTER_LOOK = Duration.ofSeconds(2);

  /// Where bytes are limited, more at once are no faster: all of them only end later.
  private static final long LEAST_FOR_EACH = 1_000_000;

  private final Slots slots;
  private final RequestRate requests = new RequestRate();
  private final ByteRate bytes = new ByteRate();
  private final QueuePace queue;
  private final ServerHold server;
  private final InForce inForce;
  private final Stops stops = new Stops();

  /// Requests under way that were sent to see whether the server is back.
  private int looks;

  /// Small uploads under way.
  private int small;

  /// @param maximum uploads at once
  Regulator(int maximum, Moment now, RandomGenerator random) {
    this.slots = new Slots(maximum, now.nanos());
    this.queue = new QueuePace(random);
    this.server = new ServerHold(random);
    this.inForce = new InForce(slots, requests, bytes, queue, server);
  }

  /// Whether anything may be asked of the server at all.
  Permission mayTalk(Moment now) {
    return stops.refusal(now).orElseGet(() -> mayAsk(now));
  }

  private Permission mayAsk(Moment now) {
    return server.isOver(now)
        ? Permission.GO
        : new Permission.Held(server.hold(now).orElseThrow(), server.nanosLeft(now));
  }

  /// Whether one more upload may begin.
  Permission mayBegin(Moment now) {
    Permission talk = mayTalk(now);
    if (!(talk instanceof Permission.Go)) {
      return talk;
    }
    return mostRun() ? new Permission.Wait(NAP) : queueTime(now);
  }

  /// Whether a small upload may begin although every place is taken: by large ones, all of them,
  /// and not as many as the user allows. It is over in a moment, they may last for many minutes.
  Permission mayBeginBeside(Moment now) {
    Permission talk = mayTalk(now);
    if (!(talk instanceof Permission.Go)) {
      return talk;
    }
    boolean onlyLarge = mostRun() && small == 0 && !server.isLooking();
    // Where the server had too much, what is more than it takes has to end first.
    boolean room = slots.running() <= slots.permitted() && slots.running() < slots.maximum();
    return onlyLarge && room ? queueTime(now) : new Permission.Wait(NAP);
  }

  /// While the server was not there at last look, one photo goes ahead of the others.
  private boolean mostRun() {
    return slots.running() >= (server.isLooking() ? 1 : permitted());
  }

  private Permission queueTime(Moment now) {
    long wait = queue.nanosToNext(now.nanos());
    return wait > 0 ? new Permission.Wait(wait) : Permission.GO;
  }

  /// Whether an upload of this kind may begin, in whatever place.
  Permission mayBegin(Load load, Moment now) {
    Permission usual = mayBegin(now);
    return load == Load.SMALL && usual instanceof Permission.Wait ? mayBeginBeside(now) : usual;
  }

  /// An upload begins; it is followed by one end.
  void begun(Load load, Moment now) {
    slots.begun(now.nanos());
    queue.begun(now.nanos());
    small += load == Load.SMALL ? 1 : 0;
  }

  /// It was delivered.
  void succeeded(Load load, Moment now) {
    ended(load, true, now);
    answered(now);
  }

  /// It ended otherwise. Failures that are the photo's own hold nobody else.
  void failed(Load load, Failure failure, Moment now) {
    ended(load, false, now);
    heed(failure, now);
  }

  private void ended(Load load, boolean delivered, Moment now) {
    slots.ended(delivered, now.nanos());
    small -= load == Load.SMALL ? 1 : 0;
  }

  /// Whether one more request may be sent, of whatever kind.
  Permission mayRequest(Moment now) {
    Permission ask = mayAsk(now);
    if (!(ask instanceof Permission.Go)) {
      return ask;
    }
    if (server.isLooking() && looks > 0) {
      var hold =
          new Pace.Hold(
              Reason.of(Code.LOOKING_FOR_SERVER), Optional.of(now.wall().plus(AFTER_LOOK)));
      return new Permission.Held(hold, AFTER_LOOK.toNanos());
    }
    long wait = requests.nanosToNext(now.nanos());
    return wait > 0 ? new Permission.Wait(wait) : Permission.GO;
  }

  /// A request goes out.
  ///
  /// @return whether it looks for the server: then it is followed by one [#looked]
  boolean requested(Moment now) {
    requests.requested(now.nanos());
    looks += server.isLooking() ? 1 : 0;
    return server.isLooking();
  }

  /// A look came to its end, whatever that was.
  void looked() {
    looks--;
  }

  /// The server said something, or did what was asked: it is there.
  void answered(Moment now) {
    if (server.answered()) {
      slots.restart(now.nanos());
    }
  }

  /// The server takes so many more requests within this time.
  void quota(long remaining, Duration reset, Moment now) {
    if (remaining <= 0) {
      server.until(Reason.of(Code.SERVER_BUSY), now.wall().plus(reset), now);
    } else {
      requests.quota(remaining, reset, now.nanos());
    }
  }

  /// A question to the server failed, not an upload: whatever the reason, no photo is to blame, and
  /// asking again at once would not help.
  void refused(Failure failure, Moment now) {
    switch (failure) {
      case Failure.HoldAll _, Failure.StopAll _, Failure.Unreachable _ -> heed(failure, now);
      case Failure.Retry _, Failure.GiveUp _, Failure.Changed _ ->
          server.lookLater(failure.reason(), FIRST_LOOK, now);
    }
  }

  /// The server refused a request: that is no refusal of ours.
  void answeredWith(Failure failure, Moment now) {
    if (failure instanceof Failure.HoldAll(Reason reason, Instant until)) {
      slots.congested(now.nanos());
      server.until(reason, until, now);
    } else {
      heed(failure, now);
    }
  }

  /// What a failure says about the server.
  void heed(Failure failure, Moment now) {
    switch (failure) {
      case Failure.HoldAll(Reason reason, Instant until) -> {
        // What was refused here comes back as the failure of a photo: that is no news.
        if (!isOurs(reason) && server.isNews(until, now)) {
          slots.congested(now.nanos());
          server.until(reason, until, now);
        }
      }
      case Failure.Unreachable(Reason reason) -> server.lookLater(reason, FIRST_LOOK, now);
      case Failure.StopAll(Reason reason) ->
          server.lookLater(reason, LOOK_WHERE_SOMEBODY_MUST_ACT, now);
      case Failure.Retry(Reason reason) -> {
        if (reason.code() == Code.NO_ANSWER) {
          slots.congested(now.nanos());
        }
      }
      case Failure.GiveUp _, Failure.Changed _ -> {}
    }
  }

  private static boolean isOurs(Reason reason) {
    return reason.isUsersWish() || reason.code() == Code.LOOKING_FOR_SERVER;
  }

  /// Whether bytes of a photo may go on the wire.
  Permission maySend(Moment now) {
    Optional<Permission> refusal = stops.refusal(now);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    long wait = bytes.nanosToNext(now.nanos());
    return wait > 0 ? new Permission.Wait(wait) : Permission.GO;
  }

  /// How many of these bytes may go in one piece.
  int piece(int most) {
    return bytes.piece(most);
  }

  void sent(int count, Moment now) {
    bytes.sent(count, now.nanos());
    slots.sent(count, now.nanos());
  }

  /// What the server said of its queue.
  void heard(ServerQueue reading, Moment now) {
    queue.heard(reading, now.nanos());
  }

  void maximum(int uploads, Moment now) {
    slots.maximum(uploads, now.nanos());
  }

  void requestsPerSecond(OptionalDouble most) {
    requests.limit(most);
  }

  void bytesPerSecond(OptionalLong most, Moment now) {
    bytes.limit(most, now.nanos());
  }

  /// The user or the machine forbids sending.
  void stop(Code cause, Pace.Hold hold) {
    stops.stop(cause, hold);
  }

  void go(Code cause) {
    stops.go(cause);
  }

  /// Ends what the server made us wait for before its time.
  void tryNow(Moment now) {
    server.endNow(now);
  }

  /// What everything waits for, if anything.
  Optional<Pace.Hold> hold(Moment now) {
    return stops.hold().or(() -> server.hold(now));
  }

  /// When what the server made us wait for is over; now if there is nothing.
  Instant heldUntil(Moment now) {
    return server.isOver(now) ? now.wall() : server.end(now);
  }

  private int permitted() {
    int most = slots.permitted();
    OptionalLong limit = bytes.limit();
    return limit.isEmpty()
        ? most
        : (int) Math.clamp(limit.getAsLong() / LEAST_FOR_EACH, 1, (long) most);
  }

  /// @param bytesPerSecond measured by the caller
  Pace pace(double bytesPerSecond, Moment now) {
    return new Pace(
        slots.running(),
        permitted(),
        slots.maximum(),
        bytesPerSecond,
        hold(now),
        inForce.at(now, permitted()));
  }
}
