package org.shuttersend.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shuttersend.model.Pace;
import org.shuttersend.text.Texts;

/// How fast photos go and why not faster, for people and for scripts.
final class PaceLines {
  private PaceLines() {}

  static Map<String, Object> object(Pace pace) {
    var object = new LinkedHashMap<String, Object>();
    object.put("sending", pace.sending());
    object.put("permitted", pace.permitted());
    object.put("maximum", pace.maximum());
    object.put("bytes_per_second", (long) pace.bytesPerSecond());
    object.put("limits", pace.limits().stream().map(RowLine.ReasonLine::of).toList());
    return object;
  }

  /// A line for how many and how fast, then one for each limit in force.
  static String text(Pace pace, Texts texts) {
    var text =
        new StringBuilder(
            texts.get(
                "status.going",
                pace.sending(),
                texts.count(pace.sending()),
                texts.rate(pace.bytesPerSecond())));
    pace.limits()
        .forEach(limit -> text.append('\n').append(texts.get("status.limit", texts.reason(limit))));
    return text.toString();
  }
}
