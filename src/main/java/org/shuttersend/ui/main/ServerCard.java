package org.shuttersend.ui.main;

import java.time.Duration;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.shuttersend.model.Overview;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus;
import org.shuttersend.model.ServerStatus.Link;
import org.shuttersend.model.ServerStatus.QueueSample;
import org.shuttersend.text.Texts;

/// The server: whether it is there, and how much it has to do.
final class ServerCard extends VBox {
  private final Texts texts;

  private final Region dot = new Region();
  private final Label name = new Label();
  private final Label link = new Label();
  private final Fact queue;
  private final QueueCurve curve = new QueueCurve();
  private final Tooltip curveTip = new Tooltip();
  private final Fact workers;
  private final Fact processed;
  private final Fact failed;
  private final Fact clears;
  private final VBox card = new VBox();

  ServerCard(MainModel model, Texts texts) {
    this.texts = texts;
    queue = new Fact("server.queue");
    workers = new Fact("server.workers");
    processed = new Fact("server.processed");
    failed = new Fact("server.failed");
    clears = new Fact("server.clears");
    var caption = new Label(texts.get("server.caption"));
    caption.getStyleClass().add("caption");
    dot.getStyleClass().add("dot");
    name.getStyleClass().add("server-name");
    name.setId("server-name");
    name.setMinWidth(0);
    link.getStyleClass().add("muted");
    link.setId("server-link");
    link.setMinWidth(Region.USE_PREF_SIZE);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    var title = new HBox(dot, name, link);
    title.getStyleClass().add("server-title");
    title.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(curve, curveTip);
    card.getStyleClass().add("server-card");
    card.getChildren().addAll(title, queue, curve, workers, processed, failed, clears);
    getStyleClass().add("server-pane");
    getChildren().addAll(caption, card);
    setVisible(false);
    model.overview().subscribe(now -> now.ifPresent(this::show));
  }

  private void show(Overview now) {
    setVisible(true);
    if (now.server().isEmpty()) {
      Tone.MUTED.paint(dot);
      name.setText(texts.get("server.none"));
      link.setText("");
      showQueue(false);
      return;
    }
    ServerStatus server = now.server().get();
    name.setText(server.name());
    boolean slowed =
        now.pace().hold().filter(StateLine::isServersHold).isPresent()
            && server.link() != Link.UNREACHABLE;
    (slowed ? Tone.WAITING : toneOf(server.link())).paint(dot);
    link.setText(slowed ? texts.get("server.slowing") : linkText(server));
    showQueue(server.queue().isPresent());
    server.queue().ifPresent(q -> show(q, server, now));
  }

  private void show(ServerQueue now, ServerStatus server, Overview overview) {
    queue.show(texts.get("server.of", texts.count(now.size()), texts.count(now.capacity())));
    workers.show(
        texts.get("server.busy", texts.count(now.workersActive()), texts.count(now.workers())));
    processed.show(texts.count(now.processed()));
    failed.show(texts.count(now.failed()));
    (now.failed() > 0 ? Tone.BAD : Tone.PLAIN).paint(failed.value);
    clears.show(
        now.size() == 0
            ? texts.get("server.clear")
            : server
                .clearsIn()
                .map(in -> texts.get("about", texts.duration(in)))
                .orElseGet(() -> texts.get("server.clears.unknown")));
    curve.show(server.curve(), overview.at());
    describe(server.curve());
  }

  private void describe(List<QueueSample> samples) {
    var sizes = samples.stream().mapToInt(QueueSample::size).summaryStatistics();
    if (sizes.getCount() > 1) {
      String words =
          texts.get("server.curve", texts.count(sizes.getMin()), texts.count(sizes.getMax()));
      curveTip.setText(words);
      curve.setAccessibleText(words);
    }
  }

  private String linkText(ServerStatus server) {
    return switch (server.link()) {
      case CONNECTING -> texts.get("server.connecting");
      case UNREACHABLE -> texts.get("server.unreachable");
      case CONNECTED, POLLING ->
          server
              .latency()
              .map(Duration::toMillis)
              .map(millis -> texts.get("server.latency", texts.count(Math.max(1, millis))))
              .orElse("");
    };
  }

  private static Tone toneOf(Link link) {
    return switch (link) {
      case CONNECTED, POLLING -> Tone.GOOD;
      case CONNECTING -> Tone.MUTED;
      case UNREACHABLE -> Tone.BAD;
    };
  }

  private void showQueue(boolean visible) {
    card.getChildren().stream()
        .skip(1)
        .forEach(node -> {
          node.setVisible(visible);
          node.setManaged(visible);
        });
  }

  private static Region spring() {
    var spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// A name at the left, a number at the right.
  private final class Fact extends HBox {
    private final Label value = new Label();

    Fact(String key) {
      var label = new Label(texts.get(key));
      label.getStyleClass().add("muted");
      value.getStyleClass().add("fact-value");
      value.setId(key.replace('.', '-'));
      label.setLabelFor(value);
      getStyleClass().add("fact");
      getChildren().addAll(label, spring(), value);
    }

    void show(String text) {
      value.setText(text);
    }
  }
}
