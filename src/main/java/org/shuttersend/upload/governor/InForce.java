package org.shuttersend.upload.governor;

import java.util.ArrayList;
import java.util.List;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Reason.Code;

/// Which rules keep uploads as fast as they are, and no faster, said in words.
record InForce(
    Slots slots, RequestRate requests, ByteRate bytes, QueuePace queue, ServerHold server) {

  /// @param permitted uploads at once
  List<Reason> at(Moment now, int permitted) {
    var limits = new ArrayList<Reason>();
    bytes.limit().ifPresent(most -> limits.add(Reason.of(Code.BYTES_LIMITED, Long.toString(most))));
    requests
        .limit()
        .ifPresent(
            most -> limits.add(Reason.of(Code.REQUESTS_LIMITED, Long.toString((long) most))));
    int filled = queue.percent(now.nanos());
    if (filled > 0) {
      limits.add(Reason.of(Code.SERVER_QUEUE_FILLING, Integer.toString(filled)));
    }
    limits.add(Reason.of(atOnce(permitted)));
    return limits;
  }

  private Code atOnce(int permitted) {
    if (server.isLooking()) {
      return Code.LOOKING_FOR_SERVER;
    }
    if (permitted < slots.permitted()) {
      return Code.AT_ONCE_BY_BYTES;
    }
    return switch (slots.why()) {
      case GROWING -> Code.AT_ONCE_GROWING;
      case ENOUGH -> Code.AT_ONCE_ENOUGH;
      case MOST -> Code.AT_ONCE_MOST;
      case HALVED -> Code.AT_ONCE_HALVED;
      case BACK -> Code.AT_ONCE_AFTER_RETURN;
    };
  }
}
