package org.shuttersend.model;

/// What becomes of a photo's file once the server has it for sure.
///
/// @param folder the name of the folder it is moved into, directly below the hot folder
public record AfterUpload(Action action, String folder) {
  public static final String USUAL_FOLDER = "Sent";

  /// Hot folders are only read.
  public static final AfterUpload KEEP = new AfterUpload(Action.KEEP, USUAL_FOLDER);

  private static final int LONGEST = 100;

  /// No system takes these in a name.
  private static final String UNUSABLE = "/\\:*?\"<>|";

  public enum Action {
    KEEP,
    MOVE,
    TRASH
  }

  /// Whether a folder may be called so on every system. A hidden one would be found by nobody.
  public static boolean isUsable(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && name.length() <= LONGEST
        && !name.startsWith(".")
        && !name.endsWith(".")
        && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || UNUSABLE.indexOf(c) >= 0);
  }
}
