package org.shuttersend.receiver.gallery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which page of whose photos.
///
/// @param owner empty for everybody's
/// @param words what the folder, the path or the name has in it; empty for all
/// @param cursor where the page before ended
/// @param limit 1 to [#MOST]
public record PageRequest(
    Optional<String> owner, String words, Optional<Cursor> cursor, int limit) {
  public static final int MOST = 100;
  public static final int LONGEST_WORDS = 100;

  /// @throws IllegalArgumentException if a bound is not kept
  public PageRequest {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be from 1 to " + MOST);
    }
    if (words.length() > LONGEST_WORDS || words.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "q must be text of at most " + LONGEST_WORDS + " characters");
    }
  }

  /// The last photo of a page: when it came, in milliseconds, and its id.
  public record Cursor(long createdAt, String id) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})_([0-9A-Za-z-]{1,64})");

    /// Before every photo there is.
    static final Cursor START = new Cursor(Long.MAX_VALUE, "");

    /// Empty if it is none that was handed out.
    public static Optional<Cursor> parse(String text) {
      Matcher matcher = TEXT.matcher(text);
      return matcher.matches()
          ? Optional.of(new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return createdAt + "_" + id;
    }
  }
}
