package org.shuttersend.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.shuttersend.cli.Exit;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Programs.WatchRequest;
import org.shuttersend.cli.Refusal;
import org.shuttersend.cli.WatchOutput;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Reason;

/// The pipeline without a window.
final class WatchProgram {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final int TICKS_BETWEEN_WORDS = 10;

  private final Opening opening;
  private final Inputs inputs;
  private final Logging logging;
  private final Clock clock;

  WatchProgram(Opening opening, Inputs inputs, Logging logging, Clock clock) {
    this.opening = opening;
    this.inputs = inputs;
    this.logging = logging;
    this.clock = clock;
  }

  int run(WatchRequest request, WatchOutput out) throws Refusal {
    opening.apart(request.data(), request.folders());
    try (StopSignal signal = StopSignal.listen();
        DataFolder data = opening.data(request.data())) {
      logging.toFile(request.data().resolve("logs"));
      try (Pipeline pipeline =
          opening.pipeline(data, request.chosen(), request.server(), request.token())) {
        return follow(pipeline, request.once(), out, signal);
      }
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", request.data(), e.getMessage());
    }
  }

  private int follow(Pipeline pipeline, boolean once, WatchOutput out, StopSignal signal)
      throws Refusal {
    Instant start = clock.instant();
    var feed = new PipelineFeed(pipeline, clock);
    var ended = new EndedPhotos(pipeline.catalog().lists(), start);
    boolean over = false;
    int through = 0;
    for (int tick = 0; !over; tick++) {
      // Twice in a row, a tick apart: a file that changed at the last moment is looked at again by
      // then.
      through = pipeline.isThrough() ? through + 1 : 0;
      over = signal.await(TICK) || (once && through > 1);
      if (over || tick % TICKS_BETWEEN_WORDS == 0) {
        ended.tell(out::photo);
        Overview overview = feed.overview();
        out.overview(overview);
        refuseIfTokenIs(overview, once);
      }
    }
    long attention = attention(pipeline);
    out.summary(
        new WatchOutput.Summary(
            ended.delivered(),
            ended.duplicates(),
            attention,
            ended.bytes(),
            Duration.between(start, clock.instant())));
    return attention == 0 ? Exit.DONE : Exit.ATTENTION;
  }

  /// A run that is to end by itself must not wait for somebody to bring another token.
  private void refuseIfTokenIs(Overview overview, boolean once) throws Refusal {
    boolean refused =
        overview
            .pace()
            .hold()
            .filter(hold -> hold.reason().code() == Reason.Code.TOKEN_REFUSED)
            .isPresent();
    if (once && refused) {
      throw inputs.refusal("watch.token.refused");
    }
  }

  /// Failed, refused, and what never stopped being written.
  private static long attention(Pipeline pipeline) {
    return pipeline.catalog().lists().tally().attention().photos()
        + pipeline.settling().snapshot().stillBeingWritten().size();
  }
}
