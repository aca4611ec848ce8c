package org.shuttersend.ui.main;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace.Hold;
import org.shuttersend.model.Progress;
import org.shuttersend.model.ServerStatus.Link;
import org.shuttersend.text.Texts;

/// The one true sentence about everything, for the top of the window.
///
/// @param detail what follows it, smaller; may be empty
record StateLine(Tone tone, String headline, String detail) {
  private static final Duration JUST_NOW = Duration.ofSeconds(10);
  private static final double MOVING_BYTES_PER_SECOND = 1;

  static StateLine of(Overview now, Texts texts) {
    Progress progress = now.progress();
    boolean open = now.counts().transfers() > 0;
    if (now.server().isEmpty()) {
      return line(Tone.WAITING, texts, "state.noServer");
    }
    if (now.folders().isEmpty() && !open) {
      return line(Tone.MUTED, texts, "state.noFolders");
    }
    if (now.pace().hold().isPresent()) {
      return holding(now, now.pace().hold().get(), texts);
    }
    if (open && now.server().get().link() == Link.UNREACHABLE) {
      return new StateLine(Tone.BAD, texts.get("state.unreachable"), sent(progress, texts));
    }
    if (open) {
      return moving(now, texts);
    }
    if (now.counts().writing() > 0) {
      long writing = now.counts().writing();
      return new StateLine(
          Tone.GOOD,
          texts.get("state.arriving"),
          texts.get("state.arriving.detail", writing, texts.count(writing)));
    }
    return resting(now, texts);
  }

  private static StateLine holding(Overview now, Hold hold, Texts texts) {
    String sent = sent(now.progress(), texts);
    return switch (hold.reason().code()) {
      case PAUSED -> new StateLine(Tone.MUTED, texts.get("state.paused"), sent);
      case SNOOZED ->
          new StateLine(
              Tone.MUTED,
              texts.get("state.paused"),
              join(sent, wait(now.at(), hold, "state.goesOn", texts)));
      case TIMETABLE_PAUSED, METERED_NETWORK, ON_BATTERY ->
          new StateLine(
              Tone.MUTED,
              texts.get("state.paused"),
              join(texts.reason(hold.reason()), wait(now.at(), hold, "state.goesOn", texts)));
      case SERVER_UNREACHABLE ->
          new StateLine(
              Tone.BAD,
              texts.get("state.unreachable"),
              join(sent, wait(now.at(), hold, "state.nextTry", texts)));
      default ->
          hold.until().isPresent()
              ? new StateLine(
                  Tone.WAITING,
                  texts.get("state.waiting"),
                  join(sent, wait(now.at(), hold, "state.nextPhoto", texts)))
              : new StateLine(Tone.BAD, texts.get("state.stopped"), texts.reason(hold.reason()));
    };
  }

  private static StateLine moving(Overview now, Texts texts) {
    Progress progress = now.progress();
    boolean uploading = now.pace().sending() > 0 || progress.bytesDone() < progress.bytesTotal();
    if (!uploading) {
      long open = now.counts().transfers();
      return new StateLine(
          Tone.GOOD,
          texts.get("state.processing"),
          texts.get("state.processing.detail", open, texts.count(open)));
    }
    double rate = now.pace().bytesPerSecond();
    return new StateLine(
        Tone.GOOD,
        texts.get("state.uploading", texts.count(progress.done()), texts.count(progress.total())),
        join(
            rate >= MOVING_BYTES_PER_SECOND ? texts.rate(rate) : "",
            progress.left().map(left -> texts.get("state.left", texts.duration(left))).orElse("")));
  }

  private static StateLine resting(Overview now, Texts texts) {
    long attention = now.counts().attention();
    if (attention > 0) {
      return new StateLine(
          Tone.WAITING,
          texts.get("state.attention", attention, texts.count(attention)),
          texts.get("state.attention.detail"));
    }
    Optional<Instant> last = now.progress().lastDelivered();
    if (last.isPresent() || now.counts().delivered() > 0) {
      return new StateLine(
          Tone.GOOD,
          texts.get("state.delivered"),
          last.map(instant -> ago(Duration.between(instant, now.at()), texts)).orElse(""));
    }
    if (now.folders().stream().anyMatch(folder -> folder.health() == Health.SCANNING)) {
      return line(Tone.GOOD, texts, "state.scanning");
    }
    return line(Tone.GOOD, texts, "state.ready");
  }

  /// `12 s` until a hold ends; empty when it ends by somebody's action, not by time.
  static Optional<String> untilEnd(Instant now, Hold hold, Texts texts) {
    return hold.until().map(until -> texts.duration(Duration.between(now, until)));
  }

  /// Whether something other than the user holds everything.
  static boolean isServersHold(Hold hold) {
    return !hold.reason().isUsersWish();
  }

  private static String wait(Instant now, Hold hold, String key, Texts texts) {
    return untilEnd(now, hold, texts).map(wait -> texts.get(key, wait)).orElse("");
  }

  private static String sent(Progress progress, Texts texts) {
    return progress.total() == 0
        ? ""
        : texts.get("state.sent", texts.count(progress.done()), texts.count(progress.total()));
  }

  private static String ago(Duration age, Texts texts) {
    return age.compareTo(JUST_NOW) < 0
        ? texts.get("state.lastNow")
        : texts.get("state.lastAgo", texts.duration(age));
  }

  private static StateLine line(Tone tone, Texts texts, String key) {
    return new StateLine(tone, texts.get(key), texts.get(key + ".detail"));
  }

  private static String join(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + " · " + second;
  }
}
