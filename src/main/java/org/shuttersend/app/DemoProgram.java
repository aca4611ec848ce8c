package org.shuttersend.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.shuttersend.cli.Exit;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Programs.DemoRequest;
import org.shuttersend.cli.Programs.ReceiveRequest;
import org.shuttersend.cli.Refusal;
import org.shuttersend.cli.WatchOutput;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.Receiver;
import org.shuttersend.settings.ReceiverSetting;
import org.shuttersend.settings.ReceiverSettings;
import org.shuttersend.text.Texts;

/// Everything on one machine, for somebody who wants to see it work: hot folder, receiver, window,
/// photos.
final class DemoProgram {
  private static final String USER = "studio";
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LATEST = Duration.ofMinutes(5);
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Opening opening;
  private final Inputs inputs;
  private final Logging logging;
  private final ReceiveProgram receiving;
  private final Windows windows;
  private final Texts texts;
  private final PrintStream out;
  private final WatchOutput output;
  private final Clock clock;

  DemoProgram(
      Opening opening,
      Inputs inputs,
      Logging logging,
      ReceiveProgram receiving,
      Windows windows,
      Texts texts,
      PrintStream out,
      WatchOutput output,
      Clock clock) {
    this.opening = opening;
    this.inputs = inputs;
    this.logging = logging;
    this.receiving = receiving;
    this.windows = windows;
    this.texts = texts;
    this.out = out;
    this.output = output;
    this.clock = clock;
  }

  /// Where things of one demo are.
  private record Stage(Path home, Path hotFolder, Path received, Path data) {
    static Stage in(Path home, Texts texts) throws IOException {
      var stage =
          new Stage(
              home,
              home.resolve(texts.get("demo.hot.folder")),
              home.resolve("Received"),
              home.resolve("Sender"));
      Files.createDirectories(stage.hotFolder);
      Files.createDirectories(stage.received);
      return stage;
    }
  }

  int run(DemoRequest request) throws Refusal {
    try {
      DemoPhotos photos = photos(request.photos());
      Stage stage = Stage.in(home(request.keep()), texts);
      Outcome outcome;
      try (StopSignal signal = StopSignal.listen();
          DataFolder data = opening.data(stage.data)) {
        logging.toFile(stage.home.resolve("logs"));
        outcome = run(request, photos, stage, data, signal);
      }
      tell(outcome, request, stage);
      return outcome.exit();
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", request.keep().orElse(Path.of("")), e);
    }
  }

  private DemoPhotos photos(Optional<Path> from) throws IOException, Refusal {
    DemoPhotos photos =
        from.isPresent() ? DemoPhotos.Folder.of(from.get()) : DemoPhotos.Samples.shoot();
    if (photos.paths().isEmpty()) {
      throw inputs.refusal("demo.photos.none", from.orElse(Path.of("")));
    }
    return photos;
  }

  private Path home(Optional<Path> keep) throws IOException, Refusal {
    if (keep.isEmpty()) {
      return Files.createTempDirectory("shuttersend-demo-").toRealPath();
    }
    Path home = keep.get();
    Files.createDirectories(home);
    try (var entries = Files.list(home)) {
      if (entries.findAny().isPresent()) {
        throw inputs.refusal("demo.keep.full", home);
      }
    }
    return home.toRealPath();
  }

  /// How it went, and what was fed in.
  private record Outcome(int exit, int fed, Path arrived, Set<String> paths) {}

  /// Of a demo that went well nothing is left behind, unless the user wanted it or put something of
  /// their own there.
  private void tell(Outcome outcome, DemoRequest request, Stage stage) throws IOException {
    if (outcome.exit() == Exit.DONE && request.keep().isEmpty()) {
      var leftovers = new DemoLeftovers(stage.home, stage.hotFolder, outcome.paths());
      logging.endFile();
      if (leftovers.areOurs()) {
        leftovers.remove();
        out.println(texts.get("demo.arrived.removed", texts.count(outcome.fed())));
        return;
      }
    }
    out.println(texts.get("demo.kept", stage.home));
    if (outcome.exit() == Exit.DONE) {
      out.println(texts.get("demo.arrived", texts.count(outcome.fed()), outcome.arrived()));
    }
  }

  private Outcome run(
      DemoRequest request, DemoPhotos photos, Stage stage, DataFolder data, StopSignal signal)
      throws Refusal, IOException {
    Path receiverData = stage.received.resolve(".shuttersend");
    Path tokenFile = receiverData.resolve("token");
    String token = inputs.tokenOrNew(tokenFile);
    var receive =
        new ReceiveRequest(
            stage.received,
            receiverData,
            tokenFile,
            USER,
            ReceiverSettings.USUAL.with(ReceiverSetting.PORT, 0));
    try (Receiver receiver = receiving.start(receive, token);
        Pipeline pipeline =
            opening.pipeline(
                data,
                List.of(new ChosenFolder(stage.hotFolder, Choosing.USUAL)),
                request.limits(),
                receiver.address(),
                token)) {
      out.println(
          texts.get(
              "demo.started",
              texts.count(photos.paths().size()),
              stage.hotFolder,
              receiver.address()));
      var feed = new PipelineFeed(pipeline, clock);
      try (Windows.Shown window = windows.tryShow(feed, new PipelineActions(pipeline), () -> {})) {
        if (window.isShowing()) {
          out.println(texts.get("demo.window"));
        }
        var feeder = new DemoFeeder(photos, stage.hotFolder, Duration.ofSeconds(request.seconds()));
        Optional<Map<String, ContentHash>> fed = follow(feeder, pipeline, feed, signal);
        boolean stopped = signal.await(Duration.ZERO);
        Outcome outcome = judge(fed, stopped, pipeline, stage);
        if (window.isShowing()) {
          signal.await(LAST_LOOK);
        }
        return outcome;
      }
    }
  }

  /// @return what was fed in, once all of it is through; empty if that took too long, or was
  ///   stopped
  private Optional<Map<String, ContentHash>> follow(
      DemoFeeder feeder, Pipeline pipeline, PipelineFeed feed, StopSignal signal) {
    Instant start = clock.instant();
    var ended = new EndedPhotos(pipeline.catalog().lists(), start);
    CompletableFuture<Map<String, ContentHash>> feeding =
        CompletableFuture.supplyAsync(() -> feed(feeder, signal));
    boolean late = false;
    boolean stopped = false;
    Instant latest = Instant.MAX;
    while (!late && !stopped && !(feeding.isDone() && delivered(feeding.join(), pipeline, ended))) {
      stopped = signal.await(TICK);
      ended.tell(output::photo);
      output.waiting(pipeline.folders().waiting());
      output.overview(feed.overview());
      if (feeding.isDone() && latest.equals(Instant.MAX)) {
        latest = clock.instant().plus(LATEST);
      }
      late = clock.instant().isAfter(latest);
    }
    ended.tell(output::photo);
    output.summary(
        new WatchOutput.Summary(
            ended.delivered(),
            ended.duplicates(),
            WatchOutput.Left.NOTHING,
            ended.bytes(),
            Duration.between(start, clock.instant()),
            pipeline.folders().needAttention(),
            Optional.empty()));
    return late || stopped ? Optional.empty() : Optional.of(feeding.join());
  }

  private static Map<String, ContentHash> feed(DemoFeeder feeder, StopSignal signal) {
    try {
      return feeder.feed(signal);
    } catch (IOException e) {
      throw new CompletionException(new UncheckedIOException(e));
    }
  }

  private static boolean delivered(
      Map<String, ContentHash> fed, Pipeline pipeline, EndedPhotos ended) {
    ended.tell(_ -> {});
    return ended.delivered() + ended.duplicates() >= fed.size() && pipeline.isThrough();
  }

  private Outcome judge(
      Optional<Map<String, ContentHash>> fed, boolean stopped, Pipeline pipeline, Stage stage)
      throws IOException {
    if (fed.isEmpty()) {
      out.println(
          stopped
              ? texts.get("demo.stopped")
              : texts.get("demo.late", texts.duration(LATEST), stage.home.resolve("logs")));
      return new Outcome(Exit.ATTENTION, 0, stage.received, Set.of());
    }
    Path arrived = stage.received.resolve(USER);
    String folder = pipeline.folders().all().getFirst().name();
    List<String> missing = new DemoCheck(arrived).missing(fed.get(), folder);
    int all = fed.get().size();
    if (missing.isEmpty()) {
      return new Outcome(Exit.DONE, all, arrived.resolve(folder), fed.get().keySet());
    }
    out.println(
        texts.get(
            "demo.missing",
            texts.count(missing.size()),
            texts.count(all),
            String.join(", ", missing)));
    return new Outcome(Exit.ATTENTION, all, arrived, fed.get().keySet());
  }
}
