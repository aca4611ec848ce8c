package org.shuttersend.settings;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.shuttersend.model.Limits;
import org.shuttersend.model.SendingRule;
import org.shuttersend.model.Timetable;
import org.shuttersend.model.TimetableException;
import org.shuttersend.model.TimetableText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The limits as they lie in `settings.json`: a key for each that was chosen, none for the others,
/// so that these follow what is usual in a later version.
final class StoredLimits {
  private static final String UPLOADS = "maxUploads";
  private static final String REQUESTS = "maxRequestsPerSecond";
  private static final String BYTES = "maxBytesPerSecond";
  private static final String TIMETABLE = "timetable";
  private static final String METERED = "pauseOnMetered";
  private static final String BATTERY = "pauseOnBattery";

  private StoredLimits() {}

  /// @throws IllegalArgumentException if they cannot be used, with the key that is wrong
  static Limits read(JsonNode stored) throws TimetableException {
    OptionalLong uploads = number(stored, UPLOADS, 1, Limits.MOST_UPLOADS);
    OptionalLong requests = number(stored, REQUESTS, 1, Limits.MOST_REQUESTS);
    return new Limits(
        (int) uploads.orElse(Limits.USUAL_UPLOADS),
        requests.isPresent() ? OptionalInt.of((int) requests.getAsLong()) : OptionalInt.empty(),
        number(stored, BYTES, SendingRule.LEAST, SendingRule.MOST),
        timetable(stored),
        flag(stored, METERED),
        flag(stored, BATTERY));
  }

  private static OptionalLong number(JsonNode stored, String key, long least, long most) {
    JsonNode number = stored.path(key);
    if (!isThere(number)) {
      return OptionalLong.empty();
    }
    boolean whole = number.isIntegralNumber() && number.canConvertToLong();
    if (!whole || number.longValue() < least || number.longValue() > most) {
      throw new IllegalArgumentException(
          key + " is no whole number from " + least + " to " + most + ": " + number);
    }
    return OptionalLong.of(number.longValue());
  }

  private static Timetable timetable(JsonNode stored) throws TimetableException {
    JsonNode text = stored.path(TIMETABLE);
    if (!isThere(text)) {
      return Timetable.NONE;
    }
    if (!text.isString()) {
      throw new IllegalArgumentException(TIMETABLE + " is no text: " + text);
    }
    return TimetableText.read(text.stringValue());
  }

  private static boolean flag(JsonNode stored, String key) {
    JsonNode flag = stored.path(key);
    if (isThere(flag) && !flag.isBoolean()) {
      throw new IllegalArgumentException(key + " is neither true nor false: " + flag);
    }
    return isThere(flag) && flag.booleanValue();
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /// Puts each key that was chosen into the object, and takes out the others.
  static void write(Limits limits, ObjectNode object) {
    Limits usual = Limits.USUAL;
    object.remove(UPLOADS);
    object.remove(REQUESTS);
    object.remove(BYTES);
    object.remove(TIMETABLE);
    object.remove(METERED);
    object.remove(BATTERY);
    if (limits.maxUploads() != usual.maxUploads()) {
      object.put(UPLOADS, limits.maxUploads());
    }
    limits.maxRequestsPerSecond().ifPresent(most -> object.put(REQUESTS, most));
    limits.maxBytesPerSecond().ifPresent(most -> object.put(BYTES, most));
    if (!limits.timetable().equals(usual.timetable())) {
      object.put(TIMETABLE, TimetableText.write(limits.timetable()));
    }
    if (limits.pauseOnMetered()) {
      object.put(METERED, true);
    }
    if (limits.pauseOnBattery()) {
      object.put(BATTERY, true);
    }
  }
}
