package org.shuttersend.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Progress;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Unsettled;
import org.shuttersend.text.Texts;

/// Sentences for people. On a terminal one line lives at the bottom; elsewhere a line comes when
/// something is worth it.
public final class TextWatchOutput implements WatchOutput {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final Texts texts;
  private final boolean terminal;
  private final FolderNews folders = new FolderNews();
  private Optional<Reason> said = Optional.empty();
  private Instant lastLine = Instant.MIN;
  private String live = "";
  private List<Unsettled> waiting = List.of();

  /// How many files were moved, by the name of the folder; without one for the trash.
  private final Map<String, Long> moved = new TreeMap<>();

  /// @param terminal whether a line may be written over
  public TextWatchOutput(PrintStream out, Texts texts, boolean terminal) {
    this.out = out;
    this.texts = texts;
    this.terminal = terminal;
  }

  @Override
  public void overview(Overview overview) {
    folders.tell(overview.folders(), new FolderLines());
    Optional<Pace.Hold> hold = overview.pace().hold();
    Optional<Reason> reason = hold.map(Pace.Hold::reason);
    if (!reason.equals(said)) {
      hold.ifPresentOrElse(h -> line(waiting(h, overview)), () -> line(texts.get("watch.goes.on")));
      said = reason;
    }
    String now = progress(overview, hold);
    if (terminal) {
      out.print(CLEAR_LINE + now);
      out.flush();
      live = now;
    } else if (!now.equals(live) && lastLine.plus(BETWEEN_LINES).isBefore(overview.at())) {
      line(now);
      live = now;
      lastLine = overview.at();
    }
  }

  private String progress(Overview overview, Optional<Pace.Hold> hold) {
    Progress progress = overview.progress();
    if (hold.isPresent()) {
      return waiting(hold.get(), overview);
    }
    boolean reading =
        overview.folders().stream()
            .anyMatch(folder -> folder.health() == FolderStatus.Health.SCANNING);
    if (progress.done() >= progress.total() && reading) {
      return texts.get("watch.reading");
    }
    if (progress.done() >= progress.total()) {
      return resting(overview);
    }
    boolean moving = overview.pace().bytesPerSecond() >= 1;
    String rate =
        moving ? texts.get("watch.rate", texts.rate(overview.pace().bytesPerSecond())) : "";
    String left =
        progress
            .left()
            .filter(_ -> moving)
            .map(d -> texts.get("watch.left", texts.duration(d)))
            .orElse("");
    return texts.get(
        "watch.sending", texts.count(progress.done()), texts.count(progress.total()), rate, left);
  }

  /// Nothing is on its way; that all is delivered is said only if nothing waits to be complete.
  private String resting(Overview overview) {
    long writing = overview.counts().writing();
    if (writing > 0) {
      String first =
          waiting.stream()
              .findFirst()
              .map(file ->
                  texts.get(
                      "watch.writing.first",
                      Texts.printable(file.ref().path()),
                      texts.reason(file.why())))
              .orElse("");
      return texts.get("watch.writing", writing, texts.count(writing), first);
    }
    long delivered = overview.counts().delivered();
    return delivered == 0
        ? texts.get("watch.empty")
        : texts.get("watch.idle", texts.count(delivered), moved("watch.moved"));
  }

  @Override
  public void waiting(List<Unsettled> files) {
    waiting = List.copyOf(files);
  }

  private String waiting(Pace.Hold hold, Overview overview) {
    String next =
        hold.until()
            .map(until -> Duration.between(overview.at(), until))
            .filter(Duration::isPositive)
            .map(wait -> texts.get("watch.next", texts.duration(wait)))
            .orElse("");
    return texts.get(
        "watch.waiting",
        texts.reason(hold.reason()),
        next,
        texts.count(overview.counts().transfers()));
  }

  @Override
  public void photo(PhotoRow row) {
    String name = Texts.printable(row.ref().folder().name() + "/" + row.ref().path());
    if (row.state().map(PhotoState::needsAttention).orElse(true)) {
      line(texts.get("watch.attention", name, row.reason().map(texts::reason).orElse("")));
    } else if (row.state().filter(PhotoState.GONE::equals).isPresent()) {
      line(texts.get("watch.gone", name));
    }
  }

  /// Told in a sum: a line for each would be noise.
  @Override
  public void moved(MovedPhoto photo) {
    moved.merge(photo.goal(), 1L, Long::sum);
  }

  private String moved(String key) {
    return moved.entrySet().stream()
        .map(goal ->
            texts.get(
                key + (goal.getKey().isEmpty() ? ".trash" : ""),
                goal.getValue(),
                texts.count(goal.getValue()),
                Texts.printable(goal.getKey())))
        .collect(Collectors.joining());
  }

  @Override
  public void summary(Summary summary) {
    live = "";
    line(
        texts.get(
            "watch.summary",
            summary.delivered(),
            texts.count(summary.delivered()),
            texts.bytes(summary.bytes()),
            texts.duration(summary.duration())));
    if (summary.duplicates() > 0) {
      line(
          texts.get(
              "watch.summary.duplicates", summary.duplicates(), texts.count(summary.duplicates())));
    }
    if (!moved.isEmpty()) {
      line(moved("watch.summary.moved"));
    }
    String data = summary.data().map(folder -> " --data \"" + folder + "\"").orElse("");
    Left left = summary.left();
    left("watch.summary.waiting", left.waiting(), data);
    left("watch.summary.failed", left.failed(), data);
    left("watch.summary.refused", left.refused(), data);
    left("watch.summary.vanished", left.vanished(), data);
    left("watch.summary.away", left.away(), data);
    left("watch.summary.unsettled", left.unsettled(), "");
    for (Path folder : left.folders()) {
      line(texts.get("watch.summary.scan", folder, data));
    }
    if (summary.troubles()) {
      line(texts.get("watch.summary.troubles", data));
    }
  }

  private void left(String key, long count, String data) {
    if (count > 0) {
      line(texts.get(key, count, texts.count(count), data));
    }
  }

  private void line(String text) {
    out.println(terminal ? CLEAR_LINE + text : text);
    if (terminal && !live.isEmpty()) {
      out.print(live);
      out.flush();
    }
  }

  private final class FolderLines implements FolderNews.Out {
    @Override
    public void health(HotFolder folder, FolderHealth health) {
      line(texts.get("watch.folder", Texts.printable(folder.name()), texts.health(health)));
    }

    @Override
    public void trouble(HotFolder folder, Trouble trouble) {
      line(texts.get("watch.trouble", Texts.printable(folder.name()), texts.trouble(trouble)));
    }

    @Override
    public void more(HotFolder folder, long others) {
      line(texts.get("watch.troubles.more", Texts.printable(folder.name()), texts.count(others)));
    }
  }
}
