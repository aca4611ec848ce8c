package org.shuttersend.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;

/// The files that wait to settle, kept beside the photos so that another program that looks into
/// the catalog can say it. Any thread.
public final class UnsettledBook {
  private static final String KEY = "unsettled";
  private static final String SEPARATOR = "\u001f";

  /// What was said longer ago was said by a program that is not there any more.
  private static final Duration STALE = Duration.ofMinutes(3);

  private final Database database;
  private final Folders folders;
  private final Clock clock;

  UnsettledBook(Database database, Folders folders, Clock clock) {
    this.database = database;
    this.folders = folders;
    this.clock = clock;
  }

  /// @param count all that wait
  /// @param first some of them
  public record Said(long count, List<Unsettled> first) {
    public Said {
      first = List.copyOf(first);
    }
  }

  /// So it is now; to be said again within three minutes, unless nothing waits.
  public void report(Said now) {
    var parts = new ArrayList<String>();
    parts.add(clock.instant().toString());
    parts.add(Long.toString(now.count()));
    for (Unsettled file : now.first()) {
      parts.add(Integer.toString(file.ref().folder().id()));
      parts.add(file.ref().path().replace(SEPARATOR, "\uFFFD"));
      parts.add(file.why().code().name());
    }
    database.write(session -> {
      if (now.count() == 0) {
        Meta.remove(session, KEY);
      } else {
        Meta.put(session, KEY, String.join(SEPARATOR, parts));
      }
      return 0;
    });
  }

  public Said said() {
    Instant oldest = clock.instant().minus(STALE);
    Optional<String> text = database.read(session -> Meta.get(session, KEY));
    List<String> parts = text.map(t -> Arrays.asList(t.split(SEPARATOR, -1))).orElse(List.of());
    if (parts.isEmpty() || Instant.parse(parts.getFirst()).isBefore(oldest)) {
      return new Said(0, List.of());
    }
    var first = new ArrayList<Unsettled>();
    for (int i = 2; i + 2 < parts.size(); i += 3) {
      var ref = new FileRef(folders.byId(Integer.parseInt(parts.get(i))), parts.get(i + 1));
      first.add(new Unsettled(ref, Reason.of(Reason.Code.valueOf(parts.get(i + 2)))));
    }
    return new Said(Long.parseLong(parts.get(1)), first);
  }
}
