package org.shuttersend.ui.main;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuttersend.model.Counts;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Progress;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus;
import org.shuttersend.model.ServerStatus.Link;
import org.shuttersend.model.ServerStatus.QueueSample;

/// The afternoon of the design's pictures: a wedding, 24 of 312 photos sent.
final class Wedding {
  static final ZoneOffset ZONE = ZoneOffset.UTC;
  static final Instant NOW = Instant.parse("2026-11-21T14:02:20Z");

  private static final int[] CURVE = {4, 8, 7, 16, 14, 24, 28, 26, 29, 23, 25, 22};

  private final HotFolder exports;
  private final List<FolderStatus> folders;

  /// @param root where the exports lie; need not exist
  Wedding(Path root) {
    exports = new HotFolder(1, "Smith wedding · Exports", root);
    folders =
        List.of(
            new FolderStatus(exports, Health.WATCHING, 288),
            new FolderStatus(
                new HotFolder(2, "Tethered", root.resolveSibling("tethered")), Health.WATCHING, 0),
            new FolderStatus(
                new HotFolder(3, "Card reader", root.resolveSibling("card")),
                Health.NOT_CONNECTED,
                0));
  }

  Overview uploading() {
    return new Overview(
        NOW,
        new Progress(
            24,
            312,
            1_480_000_000,
            3_900_000_000L,
            Optional.of(Duration.ofSeconds(110)),
            Optional.of(NOW.minusSeconds(9))),
        new Pace(4, 4, 4, 41_200_000, Optional.empty(), List.of()),
        new Counts(1, 288, 1482, 2, 1482, 6_400_000_000L),
        folders,
        Optional.of(server(Link.CONNECTED, 42)));
  }

  Overview idle() {
    return new Overview(
        NOW,
        new Progress(312, 312, 1, 1, Optional.empty(), Optional.of(NOW.minusSeconds(235))),
        new Pace(0, 4, 4, 0, Optional.empty(), List.of()),
        new Counts(0, 0, 1482, 0, 1482, 6_400_000_000L),
        folders.stream().map(f -> new FolderStatus(f.folder(), f.health(), 0)).toList(),
        Optional.of(server(Link.CONNECTED, 42)));
  }

  Overview empty() {
    return new Overview(
        NOW,
        new Progress(0, 0, 0, 0, Optional.empty(), Optional.empty()),
        new Pace(0, 4, 4, 0, Optional.empty(), List.of()),
        new Counts(0, 0, 0, 0, 0, 0),
        List.of(),
        Optional.empty());
  }

  Overview holding(Reason.Code code, Optional<Duration> left) {
    Overview now = uploading();
    var hold = new Pace.Hold(Reason.of(code, "studio.example"), left.map(NOW::plus));
    Link link = code == Reason.Code.SERVER_UNREACHABLE ? Link.UNREACHABLE : Link.CONNECTED;
    return new Overview(
        NOW,
        now.progress(),
        new Pace(0, 4, 4, 0, Optional.of(hold), List.of()),
        now.counts(),
        folders,
        Optional.of(server(link, 1000)));
  }

  ServerStatus server(Link link, int size) {
    var curve = new ArrayList<QueueSample>();
    for (int i = 0; i < CURVE.length; i++) {
      curve.add(new QueueSample(NOW.minusSeconds(900L * (CURVE.length - 1 - i) / 11), CURVE[i]));
    }
    return new ServerStatus(
        "studio.example",
        link,
        Optional.of(Duration.ofMillis(18)),
        Optional.of(new ServerQueue(size, 1000, 3, 3, 1482, 2, 4000)),
        curve,
        Optional.of(Duration.ofMinutes(6)));
  }

  List<PhotoRow> transfers(List<String> names) {
    return List.of(
        sending(1, names.get(0), 52_400_000, 0.64, 12_100_000),
        sending(2, names.get(1), 51_900_000, 0.41, 11_700_000),
        sending(3, names.get(2), 11_200_000, 0.12, 9_000_000),
        sending(4, names.get(3), 10_800_000, 0.88, 8_400_000),
        accepted(5, names.get(4), 11_000_000, JobState.QUEUED, OptionalLong.of(7)),
        accepted(6, names.get(5), 10_900_000, JobState.RUNNING, OptionalLong.empty()),
        row(7, names.get(6), 11_300_000, PhotoState.PROCESSED),
        queued(8, names.get(7), 12_200_000, 5),
        writing(9, names.get(8)));
  }

  List<PhotoRow> attention(String refused, String late) {
    return List.of(
        failed(
            21,
            refused,
            3_100_000,
            1,
            Reason.of(
                Reason.Code.NOT_ACCEPTED, "422", "file is damaged (unexpected end of JPEG data)"),
            Optional.empty()),
        failed(
            22,
            late,
            52_000_000,
            5,
            Reason.of(Reason.Code.NO_ANSWER),
            Optional.of(Instant.parse("2026-11-21T14:30:00Z"))));
  }

  List<PhotoRow> delivered(int from, int count) {
    var rows = new ArrayList<PhotoRow>();
    for (int i = 0; i < count; i++) {
      long id = (long) from + count - 1 - i;
      rows.add(row(id, "DSC_%05d.jpg".formatted(id), 10_000_000 + id, PhotoState.PROCESSED));
    }
    return List.copyOf(rows);
  }

  PhotoRow sending(long id, String name, long size, double share, double rate) {
    return photo(id, name, size, Optional.of(PhotoState.SENDING), (long) (size * share), rate);
  }

  PhotoRow row(long id, String name, long size, PhotoState state) {
    return photo(id, name, size, Optional.of(state), 0, 0);
  }

  PhotoRow writing(long id, String name) {
    return photo(-id, name, 0, Optional.empty(), 0, 0);
  }

  PhotoRow queued(long id, String name, long size, long place) {
    return with(row(id, name, size, PhotoState.QUEUED), Optional.empty(), OptionalLong.of(place));
  }

  PhotoRow accepted(long id, String name, long size, JobState job, OptionalLong place) {
    return with(row(id, name, size, PhotoState.ACCEPTED), Optional.of(job), place);
  }

  PhotoRow failed(
      long id, String name, long size, int attempts, Reason reason, Optional<Instant> until) {
    return new PhotoRow(
        id,
        new FileRef(exports, name),
        size,
        NOW.minusSeconds(700),
        false,
        Optional.of(PhotoState.FAILED),
        0,
        0,
        attempts,
        Optional.of(reason),
        until,
        Optional.empty(),
        OptionalLong.empty(),
        NOW);
  }

  private PhotoRow photo(
      long id, String name, long size, Optional<PhotoState> state, long sent, double rate) {
    return new PhotoRow(
        id,
        new FileRef(exports, name),
        size,
        NOW.minusSeconds(240 + Math.floorMod(id, 7) * 20),
        false,
        state,
        sent,
        rate,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        NOW.minusSeconds(9));
  }

  private static PhotoRow with(PhotoRow row, Optional<JobState> job, OptionalLong place) {
    return new PhotoRow(
        row.id(),
        row.ref(),
        row.size(),
        row.modified(),
        row.cutOff(),
        row.state(),
        row.sent(),
        row.bytesPerSecond(),
        row.attempts(),
        row.reason(),
        row.until(),
        job,
        place,
        row.changed());
  }
}
