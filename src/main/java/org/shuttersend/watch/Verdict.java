package org.shuttersend.watch;

/// Whether a file is sent, or why it is left out. Two files left out for the same reason have equal
/// verdicts.
public sealed interface Verdict {
  record Sent() implements Verdict {}

  /// Its name, or that of a directory above it, begins with a dot.
  record Hidden() implements Verdict {}

  /// A directory of the system or of a program, with all in it.
  record SystemDirectory() implements Verdict {}

  /// Some program's temporary or work file.
  record WorkFile() implements Verdict {}

  /// No photo, RAW file, video or sidecar by its extension.
  record OtherType() implements Verdict {}

  /// @param line which of the patterns, from 1
  record Excluded(int line, String pattern) implements Verdict {}

  /// There are patterns of what to send, and none names it.
  record NotIncluded() implements Verdict {}

  /// Nothing is in it yet: it is sent once something is.
  record Empty() implements Verdict {}

  /// @param least what was asked for, bytes
  record TooSmall(long least) implements Verdict {}

  /// @param most what was asked for, bytes
  record TooLarge(long most) implements Verdict {}

  /// Only new photos are sent, and this one was there when the folder was added.
  record ThereBefore() implements Verdict {}

  /// It lies in a folder that photos are moved into after they were sent.
  record Aside() implements Verdict {}

  default boolean isSent() {
    return this instanceof Sent;
  }
}
