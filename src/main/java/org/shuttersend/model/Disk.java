package org.shuttersend.model;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What can be pulled with all the files on it, as it is mounted: a card, a disk, a share.
///
/// @param key the same each time it is connected: its UUID or serial number where it has one, else
///   its kind with its size or, on a network, its address; with a number where several are called
///   the same; empty if not known
/// @param name for people; does not count for what is the same
public record Disk(String key, String name) {
  /// Where nobody looked, or could tell.
  public static final Disk UNKNOWN = new Disk("", "");

  /// Stands between the key and the number of another one that is called the same.
  public static final String ALIKE = " #";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  public boolean isKnown() {
    return !key.isEmpty();
  }

  public boolean isSame(Disk other) {
    return key.equals(other.key);
  }

  /// Another one that the system calls the same, as two cards of one model.
  ///
  /// @param number from 2; the first is this one
  public Disk alike(int number) {
    return number == 1 ? this : new Disk(key + ALIKE + number, name + " (" + number + ")");
  }

  /// Which of those that the system calls the same as `first` this is: 1 for itself.
  public OptionalInt numberAmong(Disk first) {
    if (isSame(first)) {
      return OptionalInt.of(1);
    }
    if (!key.startsWith(first.key + ALIKE)) {
      return OptionalInt.empty();
    }
    String number = key.substring(first.key.length() + ALIKE.length());
    return NUMBER.matcher(number).matches()
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }
}
