package org.shuttersend.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.shuttersend.catalog.Lists;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;

/// Tells of each photo that reached an end since a moment, once per end. Used by one thread.
final class EndedPhotos {
  /// Rows are stamped a little before they are committed; looking back this far misses none.
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private final Lists lists;
  private final Map<Long, Instant> told = new HashMap<>();
  private Instant from;
  private long revision = -1;
  private long delivered;
  private long duplicates;
  private long bytes;

  EndedPhotos(Lists lists, Instant from) {
    this.lists = lists;
    this.from = from;
  }

  void tell(Consumer<PhotoRow> out) {
    long now = lists.revision();
    if (now == revision) {
      return;
    }
    revision = now;
    Instant start = from;
    List<PhotoRow> page;
    do {
      page = lists.ended(start, Lists.PAGE_LIMIT);
      for (PhotoRow row : page) {
        if (!row.changed().equals(told.put(row.id(), row.changed()))) {
          count(row);
          out.accept(row);
        }
        start = row.changed();
      }
    } while (page.size() == Lists.PAGE_LIMIT && !page.getFirst().changed().equals(start));
    Instant keep = start.minus(OVERLAP);
    from = keep.isAfter(from) ? keep : from;
    told.values().removeIf(changed -> changed.isBefore(from));
  }

  private void count(PhotoRow row) {
    if (row.state().filter(PhotoState.PROCESSED::equals).isPresent()) {
      delivered++;
      bytes += row.size();
    } else if (row.state().filter(PhotoState.DUPLICATE::equals).isPresent()) {
      duplicates++;
    }
  }

  long delivered() {
    return delivered;
  }

  long duplicates() {
    return duplicates;
  }

  long bytes() {
    return bytes;
  }
}
