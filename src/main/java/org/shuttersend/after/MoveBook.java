package org.shuttersend.after;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.catalog.Moves.Unmoved;
import org.shuttersend.catalog.Strays;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.MovedPhoto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what became of files that were to be moved. Owned by the moving thread.
///
/// @param told hears of each file that was moved
record MoveBook(
    AfterUpload after, Moves moves, Strays strays, Carrier carrier, Consumer<MovedPhoto> told) {
  private static final Logger log = LoggerFactory.getLogger(MoveBook.class);

  /// @param done takes what was moved
  /// @return whether it is clear
  boolean settle(Intent intent, Carrier.Outcome outcome, List<Intent> done) {
    switch (outcome) {
      case Carrier.Outcome.Moved _ -> done.add(intent);
      case Carrier.Outcome.MovedAs(var stamp) -> {
        moves.touched(intent, stamp);
        done.add(intent);
      }
      case Carrier.Outcome.Astray(var stamp) -> strays.add(intent, stamp);
      case Carrier.Outcome.Again _ -> moves.unmoved(intent, Unmoved.AGAIN);
      case Carrier.Outcome.Doubt _ -> moves.unmoved(intent, Unmoved.LATER);
      case Carrier.Outcome.Changed _ -> moves.unmoved(intent, Unmoved.REST);
      case Carrier.Outcome.Gone _ -> moves.unmoved(intent, Unmoved.LEAVE);
      case Carrier.Outcome.Unclear _ -> {
        return false;
      }
    }
    return true;
  }

  /// The disk has it before the catalog says so.
  ///
  /// @return whether it is clear
  boolean finish(List<Intent> done) {
    if (done.isEmpty()) {
      return true;
    }
    try {
      carrier.sync(done);
    } catch (IOException e) {
      log.warn("What was moved is looked for again: {}", e.getMessage());
      return false;
    }
    moves.moved(done);
    for (Intent intent : done) {
      FileRef file = intent.photo().file().ref();
      told.accept(
          new MovedPhoto(
              new FileRef(file.folder(), file.path(), intent.target()),
              after.action(),
              after.action() == Action.MOVE ? after.folder() : ""));
    }
    return true;
  }
}
