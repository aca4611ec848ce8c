package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.receiver.analyse.AnalysisBook;
import org.shuttersend.receiver.gallery.PageCache;
import org.shuttersend.receiver.gallery.PageRequest;
import org.shuttersend.receiver.picture.Preview;
import org.shuttersend.receiver.picture.Previews;
import org.shuttersend.wire.Problem;
import org.shuttersend.wire.QueueStats;

/// Photos to be looked at: pages of them, their previews, what the analyser said.
public final class PhotoDesk {
  private static final String CACHE = "photos";
  private static final long BUSY_SECONDS = 5;

  private final PageCache pages;
  private final Previews previews;
  private final AnalysisBook analyses;

  public PhotoDesk(PageCache pages, Previews previews, AnalysisBook analyses) {
    this.pages = pages;
    this.previews = previews;
    this.analyses = analyses;
  }

  /// The user may have changed something.
  void changed(String user) {
    pages.changed(user);
  }

  Map<String, QueueStats.Cache> caches() {
    return Map.of(CACHE, pages.stats());
  }

  /// `GET /api/my-photos?q=&cursor=&limit=`.
  void mine(Exchange exchange) throws IOException {
    page(exchange, Optional.of(exchange.owner()));
  }

  /// `GET /api/all-photos?q=&cursor=&limit=`.
  void all(Exchange exchange) throws IOException {
    page(exchange, visible(exchange));
  }

  /// `POST /api/admin/cache/clear`.
  void clear(Exchange exchange) throws IOException {
    exchange.send(200, Map.of("cleared", pages.clear()));
  }

  /// Whose photos the user may see: empty for everybody's.
  private static Optional<String> visible(Exchange exchange) {
    return exchange.isAdmin() ? Optional.empty() : Optional.of(exchange.owner());
  }

  private void page(Exchange exchange, Optional<String> owner) throws IOException {
    String cursor = exchange.query("cursor");
    long limit = exchange.queryNumber("limit", PageRequest.MOST);
    PageRequest request;
    try {
      request =
          new PageRequest(
              owner,
              exchange.query("q").strip(),
              cursor.isEmpty() ? Optional.empty() : Optional.of(cursor(cursor)),
              (int) Math.min(limit, PageRequest.MOST));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "malformed", String.valueOf(e.getMessage()));
    }
    exchange.set("Cache-Control", "private, no-cache");
    exchange.send(200, "application/json", pages.json(exchange.owner(), request));
  }

  private static PageRequest.Cursor cursor(String text) {
    return PageRequest.Cursor.parse(text)
        .orElseThrow(() -> Refusal.of(400, "malformed", "cursor must be one from a page before"));
  }

  /// `GET /api/photos/{id}/preview?size=512|2048`.
  void preview(Exchange exchange) throws IOException {
    long size = exchange.queryNumber("size", Previews.SMALL);
    if (size != Previews.SMALL && size != Previews.LARGE) {
      throw Refusal.of(
          400, "malformed", "size must be " + Previews.SMALL + " or " + Previews.LARGE);
    }
    Preview preview =
        find(exchange, (int) size)
            .orElseThrow(() -> Refusal.of(404, "There is no preview of such a photo"));
    String tag = "\"" + preview.sha256() + "-" + size + "\"";
    exchange.set("ETag", tag).set("Cache-Control", "private, max-age=3600");
    if (exchange.header("If-None-Match").filter(tags -> tags.contains(tag)).isPresent()) {
      exchange.send(304);
    } else {
      exchange.send(200, "image/jpeg", preview.jpeg());
    }
  }

  private Optional<Preview> find(Exchange exchange, int size) throws IOException {
    try {
      return previews.find(visible(exchange), exchange.id(), size);
    } catch (Previews.Busy e) {
      throw new Refusal(
          Problem.of(503, "Too many previews are being made, try again later")
              .withRetryAfter(BUSY_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the receiver is closing", e);
    }
  }

  /// `GET /api/photos/{id}/analysis`.
  void analysis(Exchange exchange) throws IOException {
    exchange.send(
        200,
        analyses
            .view(visible(exchange), exchange.id())
            .orElseThrow(() -> Refusal.of(404, "There is no analysis of such a photo")));
  }
}
