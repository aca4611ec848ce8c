package org.shuttersend.receiver.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.shuttersend.model.JobState;
import org.shuttersend.text.Texts;
import org.shuttersend.wire.QueueStats;

/// The queue, the last photos, and what failed, to be read from across the room. The parts with
/// `data-live` are replaced as they change.
public final class StatusPage {
  private static final int LONG_NUMBER = 5;

  private final Frame frame;

  public StatusPage(Frame frame) {
    this.frame = frame;
  }

  /// @param zone of the times
  public Frame.Page page(
      Texts texts, Visitor visitor, Snapshot snapshot, Instant now, ZoneId zone) {
    String body =
        """
        <header>
        <h1>%s</h1>
        <p class="who">%s</p>
        <p class="away" role="status">%s</p>
        <p class="now" data-live="now">%s</p>
        <form method="post" action="/logout"><button type="submit">%s</button></form>
        </header>
        <main>
        %s
        %s
        %s
        </main>
        """
            .formatted(
                Html.text(texts.get("page.title")),
                Html.text(visitor.name()),
                Html.text(texts.get("page.away")),
                Html.text(texts.timeOfDay(now, zone)),
                Html.text(texts.get("page.leave")),
                figures(texts, snapshot.queue()),
                failures(texts, snapshot.failed(), zone),
                recent(texts, snapshot.recent(), zone));
    return frame.around(texts, "status", body, true);
  }

  private static String figures(Texts texts, QueueStats.Queue queue) {
    String bar =
        "<progress max=\"%d\" value=\"%d\" aria-label=\"%s\"></progress>"
            .formatted(
                queue.maxQueueSize(),
                Math.min(queue.maxQueueSize(), queue.currentQueueSize()),
                Html.text(texts.get("figure.queue")));
    return "<section class=\"figures\" data-live=\"figures\">"
        + figure(
            texts.count(queue.currentQueueSize()),
            texts.get("figure.queue"),
            texts.get("figure.queue.most", texts.count(queue.maxQueueSize())),
            bar)
        + figure(
            texts.count(queue.workersActive()),
            texts.get("figure.workers"),
            texts.get("figure.workers.all", texts.count(queue.workers())),
            "")
        + figure(texts.count(queue.totalProcessed()), texts.get("figure.done"), "", "")
        + figure(texts.count(queue.totalFailed()), texts.get("figure.failed"), "", "")
        + "</section>";
  }

  private static String figure(String number, String name, String more, String bar) {
    String size = number.length() > LONG_NUMBER ? "long" : "short";
    return "<div><b class=\"%s\">%s</b><span>%s <small>%s</small></span>%s</div>"
        .formatted(size, Html.text(number), Html.text(name), Html.text(more), bar);
  }

  private static String failures(Texts texts, List<Snapshot.Photo> failed, ZoneId zone) {
    String list =
        failed.stream()
            .map(photo ->
                "<li><b>%s</b><span>%s</span><time>%s</time></li>"
                    .formatted(
                        Html.text(photo.name()),
                        Html.text(photo.error().orElse("")),
                        Html.text(texts.hourAndMinute(photo.changedAt(), zone))))
            .collect(Collectors.joining());
    return failed.isEmpty()
        ? "<section class=\"failures\" data-live=\"failures\" hidden></section>"
        : "<section class=\"failures\" data-live=\"failures\"><h2>%s</h2><ul>%s</ul></section>"
            .formatted(Html.text(texts.get("failures.title")), list);
  }

  private static String recent(Texts texts, List<Snapshot.Photo> photos, ZoneId zone) {
    String content =
        photos.isEmpty()
            ? "<p class=\"none\">%s</p>".formatted(Html.text(texts.get("recent.none")))
            : photos.stream()
                .map(photo -> tile(texts, photo, zone))
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    return "<section class=\"recent\"><h2>%s</h2><div data-live=\"recent\">%s</div></section>"
        .formatted(Html.text(texts.get("recent.title")), content);
  }

  /// Where there is no preview, the kind of the file is seen in its place.
  private static String tile(Texts texts, Snapshot.Photo photo, ZoneId zone) {
    String state = photo.state().name().toLowerCase(Locale.ROOT);
    String id = Html.text(photo.id());
    String kind = Html.text(photo.kind());
    String picture =
        photo.state() == JobState.DONE
            ? "<img src=\"/api/photos/%s/preview?size=512\" alt=\"%s\">".formatted(id, kind)
            : "<i>" + kind + "</i>";
    return """
    <li data-key="%s" class="%s" title="%s"><div class="picture">%s</div>\
    <p class="name">%s</p><p class="state">%s <time>%s</time></p></li>\
    """
        .formatted(
            id,
            state,
            Html.text(photo.folder()),
            picture,
            Html.text(photo.name()),
            Html.text(texts.get("state." + state)),
            Html.text(texts.hourAndMinute(photo.changedAt(), zone)));
  }
}
