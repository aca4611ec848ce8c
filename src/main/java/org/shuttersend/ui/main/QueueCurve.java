package org.shuttersend.ui.main;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import org.shuttersend.model.ServerStatus.QueueSample;

/// The server's queue over the last 15 minutes: a line and what is under it.
final class QueueCurve extends Region {
  private static final Duration SPAN = Duration.ofMinutes(15);
  private static final double HEIGHT = 34;
  private static final double LINE = 1.5;

  /// A queue of two is not a mountain.
  private static final int SMALLEST_SCALE = 10;

  private final Polygon area = new Polygon();
  private final Polyline line = new Polyline();
  private List<QueueSample> samples = List.of();
  private Instant end = Instant.EPOCH;

  QueueCurve() {
    getStyleClass().add("queue-curve");
    area.getStyleClass().add("queue-area");
    line.getStyleClass().add("queue-line");
    area.setManaged(false);
    line.setManaged(false);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().addAll(area, line);
  }

  void show(List<QueueSample> samples, Instant now) {
    this.samples = samples;
    this.end = now;
    draw();
  }

  @Override
  protected void layoutChildren() {
    draw();
  }

  private void draw() {
    double width = getWidth();
    boolean drawable = samples.size() > 1 && width > 0;
    area.setVisible(drawable);
    line.setVisible(drawable);
    if (!drawable) {
      return;
    }
    int highest = samples.stream().mapToInt(QueueSample::size).max().orElse(0);
    double scale = (HEIGHT - 2 * LINE) / Math.max(SMALLEST_SCALE, highest);
    var points = new Double[samples.size() * 2];
    for (int i = 0; i < samples.size(); i++) {
      QueueSample sample = samples.get(i);
      double age = Duration.between(sample.at(), end).toMillis() / (double) SPAN.toMillis();
      points[2 * i] = width * (1 - Math.clamp(age, 0, 1));
      points[2 * i + 1] = HEIGHT - LINE - sample.size() * scale;
    }
    line.getPoints().setAll(points);
    area.getPoints().setAll(points);
    area.getPoints().addAll(points[points.length - 2], HEIGHT, points[0], HEIGHT);
  }
}
