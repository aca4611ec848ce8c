package org.shuttersend.destination.studio;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import okio.BufferedSource;

/// Reads a server-sent event stream. Ours, not the client library's: that one hides `retry:`.
final class EventReader {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(3);
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
  private static final int LONGEST_EVENT = 256 * 1024;
  private static final int LONGEST_LINE = 64 * 1024;

  private final BufferedSource source;
  private Duration retry = DEFAULT_RETRY;

  EventReader(BufferedSource source) {
    this.source = source;
  }

  interface Handler {
    void event(String type, String data);
  }

  /// Hands on every event until the stream ends.
  ///
  /// @return what the server wants waited before the next try, from 1 to 30 s
  Duration readAll(Handler handler) throws IOException {
    String type = "";
    var data = new StringBuilder();
    while (!source.exhausted()) {
      String line = source.readUtf8LineStrict(LONGEST_LINE);
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "event" -> type = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        case "retry" -> retry = retry(value);
        default -> {
          // Ids are not kept: after a cut the poll by cursor tells what was missed. Lines that
          // start with a colon are heartbeats.
        }
      }
      if (data.length() > LONGEST_EVENT) {
        throw new ProtocolException("an event of more than " + LONGEST_EVENT + " characters");
      }
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          handler.event(type, data.toString());
        }
        type = "";
        data.setLength(0);
      }
    }
    return retry;
  }

  private Duration retry(String value) {
    if (!value.matches("\\d{1,6}")) {
      return retry;
    }
    Duration wanted = Duration.ofMillis(Long.parseLong(value));
    if (wanted.compareTo(SHORTEST_RETRY) < 0) {
      return SHORTEST_RETRY;
    }
    return wanted.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wanted;
  }
}
