package org.shuttersend.model;

import java.util.List;
import java.util.OptionalLong;

/// What of a hot folder is sent. Plain data as somebody typed it: the room `watch` tells whether it
/// makes sense, and decides by it.
///
/// @param include patterns as in a `.gitignore`; if there are any, only what they name is sent
/// @param exclude patterns as in a `.gitignore` of what is left out
/// @param least smaller files are left out, bytes
/// @param most larger files are left out, bytes
/// @param onlyNew what was there when the folder was added is left
public record Choosing(
    List<String> include,
    List<String> exclude,
    OptionalLong least,
    OptionalLong most,
    boolean onlyNew) {

  /// Every photo, also what is there.
  public static final Choosing USUAL =
      new Choosing(List.of(), List.of(), OptionalLong.empty(), OptionalLong.empty(), false);

  public Choosing {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
