package org.shuttersend.upload.governor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Many senders and one server, in virtual time.
final class Fleet {
  final Agenda agenda = new Agenda();
  final BusyServer server;
  final List<SimulatedSender> senders;

  Fleet(int senders, double perSecond, int capacity, long seed) {
    this.server = new BusyServer(agenda, perSecond, capacity);
    var random = new Random(seed);
    this.senders =
        IntStream.range(0, senders)
            .mapToObj(_ -> new SimulatedSender(agenda, server, 8, new Random(random.nextLong())))
            .toList();
    this.senders.forEach(SimulatedSender::start);
  }

  /// @param second of the run
  void until(int second) {
    agenda.run(Duration.ofSeconds(second));
  }

  /// Jain's index of what each had taken since this was asked last: 1 where all have the same, 1/n
  /// where one has all.
  double fairness() {
    var taken = new ArrayList<Integer>();
    senders.forEach(sender -> taken.add(sender.taken()));
    double sum = taken.stream().mapToDouble(t -> t).sum();
    double squares = taken.stream().mapToDouble(t -> (double) t * t).sum();
    return sum * sum / (taken.size() * squares);
  }
}
