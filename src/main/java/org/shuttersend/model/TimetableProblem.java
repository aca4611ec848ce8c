package org.shuttersend.model;

/// Why a text is no timetable, free of language: the message bundles hold the sentence for each
/// kind.
///
/// @param number of the rule that is wrong, from 1; 0 where it is none in particular
/// @param span that rule as it was written
/// @param word what of it is wrong, as it was written
public record TimetableProblem(Kind kind, int number, String span, String word) {
  public enum Kind {
    /// Not days, times and what is to hold then.
    NO_RULE,
    UNKNOWN_DAY,
    /// Not from one time of day to another.
    NO_TIMES,
    /// No clock shows this time, or a rule that begins at it would be the next day's.
    NO_SUCH_TIME,
    /// It ends at the minute it begins.
    NO_LENGTH,
    /// Neither a rate nor full nor pause.
    UNKNOWN_RULE,
    RATE_TOO_LOW,
    RATE_TOO_HIGH,
    UNKNOWN_ZONE,
    TWO_ZONES,
    TOO_MANY,
    TOO_LONG
  }
}
