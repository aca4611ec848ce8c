package org.shuttersend.model;

import java.util.List;

/// The troubles of a hot folder now.
///
/// @param first at most [#LISTED]
/// @param others how many there are beyond those
public record Troubles(List<Trouble> first, long others) {
  public static final int LISTED = 100;
  public static final Troubles NONE = new Troubles(List.of(), 0);

  public Troubles {
    first = List.copyOf(first);
  }

  public boolean needAttention() {
    return others > 0 || first.stream().anyMatch(trouble -> trouble.kind().needsAttention());
  }
}
