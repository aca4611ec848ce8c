package org.shuttersend.after;

import org.shuttersend.model.Trouble;

/// A photo stays where it is.
final class Stays extends Exception {
  private final transient Trouble trouble;
  private final boolean forAll;

  /// @param forAll whether the same holds for every photo of the folder
  Stays(Trouble trouble, boolean forAll) {
    super(trouble.kind() + " " + trouble.path() + " " + trouble.detail());
    this.trouble = trouble;
    this.forAll = forAll;
  }

  Trouble trouble() {
    return trouble;
  }

  boolean isForAll() {
    return forAll;
  }
}
