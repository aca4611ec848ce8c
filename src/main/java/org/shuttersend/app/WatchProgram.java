package org.shuttersend.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.catalog.Lists;
import org.shuttersend.catalog.Tallies;
import org.shuttersend.cli.Exit;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Programs.WatchRequest;
import org.shuttersend.cli.Refusal;
import org.shuttersend.cli.WatchOutput;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerStatus;

/// The pipeline without a window.
final class WatchProgram {
  /// A run that is to end by itself ends soon after its last photo.
  private static final Duration TICK = Duration.ofMillis(50);

  private static final int TICKS_BETWEEN_WORDS = 10;

  /// One that goes on for days says soon what happens, and costs next to nothing while nothing
  /// does.
  private static final Duration CALM = Duration.ofSeconds(1);

  private static final Duration STILL = Duration.ofSeconds(5);

  private final Opening opening;
  private final Inputs inputs;
  private final Logging logging;
  private final Clock clock;
  private final Path usual;

  /// @param usual the data folder that needs no naming
  WatchProgram(Opening opening, Inputs inputs, Logging logging, Clock clock, Path usual) {
    this.usual = usual;
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
      var moved = new MovedNews();
      try (Pipeline pipeline =
          opening.pipeline(
              data,
              request.chosen(),
              request.limits(),
              false,
              request.server(),
              request.token(),
              moved)) {
        return follow(pipeline, request.data(), request.once(), moved, out, signal);
      }
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", request.data(), Inputs.why(e));
    }
  }

  private int follow(
      Pipeline pipeline,
      Path data,
      boolean once,
      MovedNews moved,
      WatchOutput out,
      StopSignal signal)
      throws Refusal {
    Instant start = clock.instant();
    var feed = new PipelineFeed(pipeline, clock);
    var ended = new EndedPhotos(pipeline.catalog().lists(), start);
    boolean over = false;
    Optional<Signs> last = Optional.empty();
    int through = 0;
    for (int tick = 0; !over; tick++) {
      // Twice in a row, a tick apart: a file that changed at the last moment is looked at again by
      // then.
      through = once && pipeline.isThrough() ? through + 1 : 0;
      boolean still = last.filter(signs -> !signs.active()).isPresent();
      over = signal.await(once ? TICK : still ? STILL : CALM) || through > 1;
      if (over || !once || tick % TICKS_BETWEEN_WORDS == 0) {
        ended.tell(out::photo);
        moved.tell(out::moved);
        Signs signs = Signs.of(pipeline);
        if (once || over || signs.active() || !last.equals(Optional.of(signs))) {
          out.waiting(pipeline.folders().waiting());
          Overview overview = feed.overview();
          refuseIfTokenIs(overview, once); // before a next try is promised
          out.overview(overview);
          last = Optional.of(signs);
        }
      }
    }
    return summarize(pipeline, data, feed, ended, start, out);
  }

  /// Whether there is anything new to say costs less to find out than to say.
  private record Signs(
      long revision,
      boolean active,
      Optional<Pace.Hold> hold,
      ServerStatus.Link link,
      List<FolderHealth> folders) {
    static Signs of(Pipeline pipeline) {
      return new Signs(
          pipeline.catalog().lists().revision(),
          !pipeline.folders().areThrough() || !pipeline.uploader().active().isEmpty(),
          pipeline.hold(),
          pipeline.status().status().link(),
          pipeline.folders().status(Map.of()).stream().map(FolderStatus::condition).toList());
    }
  }

  /// What did not come to its end is named: it does not settle, or went away.
  private int summarize(
      Pipeline pipeline,
      Path data,
      PipelineFeed feed,
      EndedPhotos ended,
      Instant start,
      WatchOutput out) {
    List<PhotoRow> unsettled = feed.hopeless();
    List<PhotoRow> vanished = pipeline.catalog().lists().vanished(start, Lists.PAGE_LIMIT);
    unsettled.forEach(out::photo);
    vanished.forEach(out::photo);
    Tallies tally = pipeline.catalog().lists().tally();
    long away =
        pipeline.catalog().lists().awayByFolder().values().stream()
            .mapToLong(Long::longValue)
            .sum();
    long hopeless = pipeline.folders().hopelessCount();
    long waiting =
        Math.max(0, tally.unsent().photos() - away)
            + Math.max(0, pipeline.folders().unsettled() - hopeless);
    var left =
        new WatchOutput.Left(
            tally.of(PhotoState.FAILED).photos(),
            tally.of(PhotoState.REFUSED).photos(),
            hopeless,
            unsettled.stream().map(row -> row.ref().folder().root()).distinct().toList(),
            vanished.size(),
            away,
            waiting);
    boolean troubles = pipeline.folders().needAttention();
    out.summary(
        new WatchOutput.Summary(
            ended.delivered(),
            ended.duplicates(),
            left,
            ended.bytes(),
            Duration.between(start, clock.instant()),
            troubles,
            Optional.of(data).filter(folder -> !folder.equals(usual))));
    return left.all() == 0 && !troubles ? Exit.DONE : Exit.ATTENTION;
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
}
