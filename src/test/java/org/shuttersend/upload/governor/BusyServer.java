package org.shuttersend.upload.governor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;

/// A server as protocol.md has it: takes a photo into its queue at once, or refuses it with the
/// time after which to come again; works through the queue at its own speed; is not there at times.
final class BusyServer {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(7);

  private final Agenda agenda;
  private final double perSecond;
  private final int capacity;
  private boolean there = true;
  private boolean working;
  private int queue;
  private long processed;
  private long failed;

  /// Per second of the run.
  final List<int[]> seconds = new ArrayList<>();

  static final int ARRIVED = 0;
  static final int REFUSED = 1;
  static final int PROCESSED = 2;
  static final int QUEUE = 3;
  static final int KNOCKED = 4;

  BusyServer(Agenda agenda, double perSecond, int capacity) {
    this.agenda = agenda;
    this.perSecond = perSecond;
    this.capacity = capacity;
  }

  private int[] second() {
    while (seconds.size() <= (int) agenda.seconds()) {
      seconds.add(new int[KNOCKED + 1]);
    }
    int[] second = seconds.get((int) agenda.seconds());
    second[QUEUE] = queue;
    return second;
  }

  /// It is killed, with what its queue holds.
  void die() {
    there = false;
  }

  void comeBack() {
    there = true;
    work();
  }

  /// A request that has arrived.
  void upload(Consumer<Optional<Failure>> answer) {
    if (!there) {
      second()[KNOCKED]++;
      answer.accept(
          Optional.of(
              new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"))));
      return;
    }
    second()[ARRIVED]++;
    if (queue >= capacity) {
      second()[REFUSED]++;
      failed++;
      answer.accept(
          Optional.of(
              new Failure.HoldAll(
                  Reason.of(Reason.Code.SERVER_QUEUE_FULL),
                  agenda.now().wall().plus(RETRY_AFTER))));
      return;
    }
    queue++;
    work();
    answer.accept(Optional.empty());
  }

  private void work() {
    if (there && !working && queue > 0) {
      working = true;
      agenda.in(
          1 / perSecond,
          () -> {
            working = false;
            if (there) {
              queue--;
              processed++;
              second()[PROCESSED]++;
              work();
            }
          });
    }
  }

  Optional<ServerQueue> reading() {
    second();
    return there
        ? Optional.of(new ServerQueue(queue, capacity, 3, 3, processed, failed, processed))
        : Optional.empty();
  }

  /// Sums of what happened in these seconds.
  long sum(int what, int from, int to) {
    long sum = 0;
    for (int second = from; second < Math.min(to, seconds.size()); second++) {
      sum += seconds.get(second)[what];
    }
    return sum;
  }

  int most(int what, int from, int to) {
    int most = 0;
    for (int second = from; second < Math.min(to, seconds.size()); second++) {
      most = Math.max(most, seconds.get(second)[what]);
    }
    return most;
  }
}
