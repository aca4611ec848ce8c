package org.shuttersend.app;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Tallies;
import org.shuttersend.catalog.Tallies.Tally;
import org.shuttersend.model.Counts;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Progress;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus;
import org.shuttersend.model.Unsettled;
import org.shuttersend.ui.main.MainFeed;
import org.shuttersend.upload.Transfers.Active;

/// What the window and the terminal are shown: the catalog's rows, with what only the running rooms
/// know.
final class PipelineFeed implements MainFeed {
  private final Pipeline pipeline;
  private final Clock clock;
  private final PaceNews news;
  private final Batch batch;

  PipelineFeed(Pipeline pipeline, Clock clock) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.news = new PaceNews(pipeline.catalog());
    this.batch = new Batch(pipeline.catalog().lists().tally(), clock.instant());
  }

  @Override
  public Overview overview() {
    Instant now = clock.instant();
    Tallies tally = pipeline.catalog().lists().tally();
    Pace pace = pipeline.uploader().pace().with(pipeline.hold());
    news.tell(pace, now);
    long sent = pipeline.uploader().active().stream().mapToLong(Active::sent).sum();
    Progress progress = batch.update(tally, sent, pace.bytesPerSecond(), now);
    return new Overview(
        now, progress, pace, counts(tally), folders(), Optional.of(pipeline.status().status()));
  }

  /// Files that do not settle, with the reason.
  List<PhotoRow> hopeless() {
    return pipeline.folders().hopeless().stream().map(this::writing).toList();
  }

  private Counts counts(Tallies tally) {
    long writing = pipeline.folders().unsettled();
    Tally today = pipeline.catalog().lists().today();
    return new Counts(
        writing,
        tally.open().photos() + writing,
        tally.delivered().photos(),
        tally.attention().photos(),
        today.photos(),
        today.bytes());
  }

  private List<FolderStatus> folders() {
    return pipeline.folders().status(pipeline.catalog().lists().openByFolder());
  }

  @Override
  public List<PhotoRow> page(PhotoList list, String search, long offset, int limit) {
    var rows =
        new ArrayList<>(
            pipeline.catalog().lists().page(list, search, batch.since(), offset, limit));
    if (list != PhotoList.TRANSFERS) {
      return rows;
    }
    Map<Long, Active> active =
        pipeline.uploader().active().stream()
            .collect(Collectors.toMap(Active::photoId, Function.identity(), (a, _) -> a));
    rows.replaceAll(row -> lively(row, active));
    if (rows.size() < limit) {
      long stored = pipeline.catalog().lists().count(list, search, batch.since());
      writing(search).stream()
          .skip(Math.max(0, offset - stored))
          .limit(limit - rows.size())
          .forEach(rows::add);
    }
    return rows;
  }

  @Override
  public long count(PhotoList list, String search) {
    long stored = pipeline.catalog().lists().count(list, search, batch.since());
    return list == PhotoList.TRANSFERS ? stored + writing(search).size() : stored;
  }

  private List<PhotoRow> writing(String search) {
    String part = search.toLowerCase(Locale.ROOT);
    return pipeline.folders().waiting().stream()
        .filter(file -> file.ref().path().toLowerCase(Locale.ROOT).contains(part))
        .map(this::writing)
        .toList();
  }

  private PhotoRow writing(Unsettled file) {
    Instant now = clock.instant();
    return new PhotoRow(
        -1L - Integer.toUnsignedLong(file.ref().hashCode()),
        file.ref(),
        0,
        now,
        false,
        Optional.empty(),
        0,
        0,
        0,
        Optional.of(file.why()),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        now);
  }

  private PhotoRow lively(PhotoRow row, Map<Long, Active> active) {
    return switch (row.state().orElse(PhotoState.QUEUED)) {
      case SENDING -> sending(row, Optional.ofNullable(active.get(row.id())));
      case ACCEPTED -> with(row, row.state(), 0, 0, placeOnServer(row));
      default -> row;
    };
  }

  /// A photo that was claimed but has no upload yet is next in line, nothing else.
  private static PhotoRow sending(PhotoRow row, Optional<Active> upload) {
    return upload
        .map(a -> with(row, row.state(), a.sent(), a.bytesPerSecond(), OptionalLong.empty()))
        .orElseGet(() -> with(row, Optional.of(PhotoState.QUEUED), 0, 0, OptionalLong.empty()));
  }

  /// The catalog stores tickets; how many are before it, the head of the server's queue tells.
  private OptionalLong placeOnServer(PhotoRow row) {
    boolean waits = row.job().filter(job -> job == JobState.QUEUED).isPresent();
    Optional<ServerQueue> queue =
        Optional.of(pipeline.status().status()).flatMap(ServerStatus::queue);
    if (!waits || queue.isEmpty() || row.place().isEmpty() || queue.get().headTicket() <= 0) {
      return OptionalLong.empty();
    }
    long place = row.place().getAsLong() - queue.get().headTicket() + 1;
    return place > 0 ? OptionalLong.of(place) : OptionalLong.empty();
  }

  private static PhotoRow with(
      PhotoRow row, Optional<PhotoState> state, long sent, double rate, OptionalLong place) {
    return new PhotoRow(
        row.id(),
        row.ref(),
        row.size(),
        row.modified(),
        row.cutOff(),
        state,
        sent,
        rate,
        row.attempts(),
        row.reason(),
        row.until(),
        row.job(),
        place,
        row.changed());
  }
}
