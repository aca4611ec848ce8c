package org.shuttersend.upload.governor;

import java.util.Optional;
import java.util.Random;
import org.shuttersend.model.Failure;

/// One program with more photos than it will ever send, and the real rules. The network between it
/// and the server takes its time; what it hears of the queue is a little old.
final class SimulatedSender {
  private static final Load LOAD = Load.LARGE;
  private static final double WAY = 0.02;
  private static final double BYTES_PER_SECOND = 12_000_000;
  private static final double HEARS_EVERY = 1.0;

  private final Agenda agenda;
  private final BusyServer server;
  private final Random random;
  private final Regulator regulator;
  private long asked;
  private int accepted;

  SimulatedSender(Agenda agenda, BusyServer server, int maximum, Random random) {
    this.agenda = agenda;
    this.server = server;
    this.random = random;
    this.regulator = new Regulator(maximum, agenda.now(), new Random(random.nextLong()));
  }

  void start() {
    agenda.in(random.nextDouble(), this::go);
    agenda.in(random.nextDouble() * HEARS_EVERY, this::hear);
  }

  /// How many photos the server took since it was asked last.
  int taken() {
    int taken = accepted;
    accepted = 0;
    return taken;
  }

  int permitted() {
    return regulator.pace(0, agenda.now()).permitted();
  }

  private void hear() {
    server.reading().ifPresent(queue -> agenda.in(WAY, () -> regulator.heard(queue, agenda.now())));
    agenda.in(HEARS_EVERY, this::hear);
  }

  private void go() {
    while (true) {
      switch (regulator.mayBegin(agenda.now())) {
        case Permission.Go _ -> {
          regulator.begun(LOAD, agenda.now());
          request();
        }
        case Permission.Wait(long nanos) -> {
          later(nanos);
          return;
        }
        case Permission.Held(var _, long nanos) -> {
          later(nanos);
          return;
        }
      }
    }
  }

  private void later(long nanos) {
    long mine = ++asked;
    agenda.inNanos(
        Math.clamp(nanos, 1_000, 1_000_000_000),
        () -> {
          if (mine == asked) {
            go();
          }
        });
  }

  private void request() {
    switch (regulator.mayRequest(agenda.now())) {
      case Permission.Go _ -> {
        boolean looks = regulator.requested(agenda.now());
        int bytes = 100_000 + random.nextInt(6_000_000);
        double time = WAY * (0.5 + random.nextDouble()) + bytes / BYTES_PER_SECOND;
        agenda.in(
            time,
            () -> server.upload(answer -> agenda.in(WAY, () -> answered(bytes, looks, answer))));
      }
      case Permission.Wait(long nanos) -> agenda.inNanos(nanos, this::request);
      case Permission.Held(var hold, long _) ->
          end(
              Optional.of(
                  new Failure.HoldAll(hold.reason(), hold.until().orElse(agenda.now().wall()))));
    }
  }

  private void answered(int bytes, boolean looks, Optional<Failure> answer) {
    if (looks) {
      regulator.looked();
    }
    if (answer.isEmpty()) {
      accepted++;
      regulator.sent(bytes, agenda.now());
    }
    end(answer);
  }

  private void end(Optional<Failure> failure) {
    if (failure.isPresent()) {
      regulator.failed(LOAD, failure.get(), agenda.now());
    } else {
      regulator.succeeded(LOAD, agenda.now());
    }
    go();
  }
}
