package org.shuttersend.upload.governor;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// Draws what happened at a server, over time: three charts one below the other.
final class FleetPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 150;
  private static final int LEFT = 60;
  private static final int TOP = 50;
  private static final int GAP = 60;
  private static final int STEP = 5;

  private final BusyServer server;
  private final int end;
  private final StringBuilder svg = new StringBuilder();

  /// @param end seconds
  FleetPlot(BusyServer server, int end) {
    this.server = server;
    this.end = end;
  }

  String svg() {
    int height = TOP + 3 * (HEIGHT + GAP);
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
                + " font-family='sans-serif' font-size='12' fill='#333'>",
            LEFT + WIDTH + 30,
            height,
            LEFT + WIDTH + 30,
            height));
    add("<rect width='100%' height='100%' fill='white'/>");
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='22' font-size='15'>50 senders, a server of 20 photos a second with a queue"
                + " of 1000; dead from minute 10 to minute 20</text>",
            LEFT));
    chart(0, "jobs in its queue", 1000, second -> at(BusyServer.QUEUE, second), "#3367d6");
    chart(1, "photos it worked through, a second", 60, rate(BusyServer.PROCESSED), "#188038");
    line(1, 60, rate(BusyServer.ARRIVED), "#3367d6");
    legend(1, "photos that arrived, a second", "#3367d6");
    chart(2, "refused, a second", 60, rate(BusyServer.REFUSED), "#c5221f");
    line(2, 60, rate(BusyServer.KNOCKED), "#e37400");
    legend(2, "looks at the dead server, a second", "#e37400");
    return svg.append("</svg>\n").toString();
  }

  private double at(int what, int second) {
    return server.sum(what, second, second + 1);
  }

  private IntToDoubleFunction rate(int what) {
    return second -> server.sum(what, second, second + STEP) / (double) STEP;
  }

  private void chart(
      int number, String title, double most, IntToDoubleFunction value, String colour) {
    int top = TOP + number * (HEIGHT + GAP);
    add(
        String.format(
            Locale.ROOT,
            "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#ccc'/>",
            LEFT,
            top,
            WIDTH,
            HEIGHT));
    add(
        String.format(
            Locale.ROOT, "<text x='%d' y='%d' fill='%s'>%s</text>", LEFT, top - 6, colour, title));
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='%d' text-anchor='end'>%.0f</text>",
            LEFT - 6,
            top + 10,
            most));
    add(
        String.format(
            Locale.ROOT, "<text x='%d' y='%d' text-anchor='end'>0</text>", LEFT - 6, top + HEIGHT));
    for (int minute = 0; minute <= end / 60; minute += 5) {
      add(
          String.format(
              Locale.ROOT,
              "<text x='%.0f' y='%d' text-anchor='middle'>%d min</text>",
              x(minute * 60),
              top + HEIGHT + 16,
              minute));
    }
    line(number, most, value, colour);
  }

  private void legend(int number, String title, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='%d' text-anchor='end' fill='%s'>%s</text>",
            LEFT + WIDTH,
            TOP + number * (HEIGHT + GAP) - 6,
            colour,
            title));
  }

  private void line(int number, double most, IntToDoubleFunction value, String colour) {
    int bottom = TOP + number * (HEIGHT + GAP) + HEIGHT;
    var points = new StringBuilder();
    for (int second = 0; second < end; second += STEP) {
      double height = Math.min(1, value.applyAsDouble(second) / most) * HEIGHT;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(second), bottom - height));
    }
    add(
        String.format(
            Locale.ROOT,
            "<polyline fill='none' stroke='%s' stroke-width='1.5' points='%s'/>",
            colour,
            points.toString().strip()));
  }

  private double x(int second) {
    return LEFT + (double) second / end * WIDTH;
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }
}
