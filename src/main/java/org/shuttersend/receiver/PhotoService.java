package org.shuttersend.receiver;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.analyse.Analysis;
import org.shuttersend.receiver.analyse.AnalysisBook;
import org.shuttersend.receiver.gallery.Gallery;
import org.shuttersend.receiver.gallery.PageCache;
import org.shuttersend.receiver.http.PhotoDesk;
import org.shuttersend.receiver.picture.MemoryBudget;
import org.shuttersend.receiver.picture.PictureBook;
import org.shuttersend.receiver.picture.Previews;
import org.shuttersend.receiver.queue.Step;
import org.shuttersend.receiver.queue.Verify;

/// What is done with photos once they are kept, put together.
final class PhotoService implements AutoCloseable {
  private final Previews previews;
  private final AnalysisBook analyses;
  private final Optional<Analysis> analysis;
  private final PageCache pages;

  /// @param into where photos arrive
  /// @param data the receiver's own folder
  PhotoService(Database database, Path into, Path data, PhotoSettings settings, Clock clock)
      throws IOException {
    this.previews =
        new Previews(
            new PictureBook(database, into),
            data.resolve("previews"),
            MemoryBudget.ofThisProgram());
    this.analyses = new AnalysisBook(database, clock);
    this.analysis =
        settings.analyser().map(asked -> new Analysis(analyses, previews, asked, clock));
    this.pages =
        new PageCache(new Gallery(database)::page, settings.pagesKept(), Ticker.systemTicker());
  }

  /// What the queue does with each photo, in order.
  List<Step> steps() {
    var steps = new ArrayList<Step>(List.of(new Verify(), previews));
    analysis.ifPresent(steps::add);
    return steps;
  }

  PhotoDesk desk() {
    return new PhotoDesk(pages, previews, analyses);
  }

  PhotoService start() {
    analysis.ifPresent(Analysis::start);
    return this;
  }

  @Override
  public void close() {
    analysis.ifPresent(Analysis::close);
  }
}
