package org.shuttersend.model;

import java.util.ArrayList;
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

  /// These, and others of the same folder.
  public Troubles and(Troubles more) {
    if (more.first.isEmpty() && more.others == 0) {
      return this;
    }
    var all = new ArrayList<>(more.first);
    all.addAll(first);
    int listed = Math.min(LISTED, all.size());
    return new Troubles(all.subList(0, listed), others + more.others + all.size() - listed);
  }

  public boolean needAttention() {
    return others > 0 || first.stream().anyMatch(trouble -> trouble.kind().needsAttention());
  }
}
