package org.shuttersend.ui.main;

import java.time.ZoneId;
import java.util.OptionalDouble;
import org.shuttersend.model.JobState;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.text.Texts;

/// What a row says about its photo's state.
///
/// @param lead the state, in its tone
/// @param rest what follows it, muted; may be empty
/// @param share sent so far, from 0 to 1, while it is being sent
record RowLine(Tone tone, String lead, String rest, OptionalDouble share) {
  private static final String DOT = " · ";

  static RowLine of(PhotoRow row, Texts texts, ZoneId zone) {
    if (row.state().isEmpty()) {
      return line(Tone.MUTED, texts.get("row.writing"), row.reason().map(texts::reason).orElse(""));
    }
    PhotoState state = row.state().get();
    return switch (state) {
      case QUEUED ->
          line(
              Tone.MUTED,
              texts.get("row.waiting"),
              row.place().isPresent()
                  ? texts.get("row.inLine", texts.ordinal(row.place().getAsLong()))
                  : "");
      case SENDING -> sending(row, texts);
      case HELD -> line(Tone.WAITING, reason(row, "row.held", texts), again(row, texts, zone));
      case ACCEPTED -> onServer(row, texts);
      case PROCESSED ->
          row.cutOff()
              ? line(Tone.WAITING, texts.get("row.delivered"), texts.get("row.cutOff"))
              : line(Tone.GOOD, texts.get("row.delivered"), texts.timeOfDay(row.changed(), zone));
      case FAILED ->
          row.until().isPresent()
              ? line(
                  Tone.WAITING,
                  texts.get("row.backOff", row.attempts(), texts.count(row.attempts())),
                  again(row, texts, zone))
              : line(Tone.BAD, texts.get("row.failed"), texts.get("row.final"));
      case DUPLICATE ->
          line(Tone.GOOD, texts.get("row.duplicate"), texts.get("row.duplicate.detail"));
      case SUPERSEDED -> line(Tone.MUTED, texts.get("row.superseded"), "");
      case GONE -> line(Tone.MUTED, texts.get("row.gone"), "");
      case DISMISSED -> line(Tone.MUTED, texts.get("row.dismissed"), "");
      case REFUSED -> line(Tone.BAD, texts.get("row.refused"), texts.get("row.refused.detail"));
    };
  }

  /// Folder and place in it, and when it was saved or, if it needs attention, why.
  static String place(PhotoRow row, Texts texts, ZoneId zone) {
    String path = row.ref().path();
    int slash = path.lastIndexOf('/');
    String where = row.ref().folder().name() + (slash < 0 ? "" : DOT + path.substring(0, slash));
    if (row.state().filter(PhotoState::needsAttention).isPresent()) {
      return row.reason().map(reason -> where + DOT + texts.reason(reason)).orElse(where);
    }
    return row.state().isEmpty()
        ? where
        : where + DOT + texts.get("row.saved", texts.hourAndMinute(row.modified(), zone));
  }

  /// For a screen reader: the whole state as one sentence.
  String spoken() {
    return rest.isEmpty() ? lead : lead + DOT + rest;
  }

  private static RowLine sending(PhotoRow row, Texts texts) {
    double share = row.size() == 0 ? 0 : Math.min(1, (double) row.sent() / row.size());
    return new RowLine(
        Tone.PLAIN,
        texts.get("row.uploading", texts.count((long) (share * 100))),
        row.bytesPerSecond() > 0 ? texts.rate(row.bytesPerSecond()) : "",
        OptionalDouble.of(share));
  }

  private static RowLine onServer(PhotoRow row, Texts texts) {
    JobState job = row.job().orElse(JobState.QUEUED);
    String rest =
        switch (job) {
          case QUEUED ->
              row.place().isPresent()
                  ? texts.get("row.inItsQueue", texts.ordinal(row.place().getAsLong()))
                  : texts.get("row.inItsQueue.somewhere");
          case RUNNING, DONE -> texts.get("row.processing");
          case RETRY, FAILED -> texts.get("row.processing.again");
        };
    return line(Tone.PLAIN, texts.get("row.onServer"), rest);
  }

  private static String reason(PhotoRow row, String otherwise, Texts texts) {
    return row.reason().map(texts::reason).orElseGet(() -> texts.get(otherwise));
  }

  private static String again(PhotoRow row, Texts texts, ZoneId zone) {
    return row.until()
        .map(until -> texts.get("row.again", texts.hourAndMinute(until, zone)))
        .orElse("");
  }

  private static RowLine line(Tone tone, String lead, String rest) {
    return new RowLine(tone, lead, rest, OptionalDouble.empty());
  }
}
