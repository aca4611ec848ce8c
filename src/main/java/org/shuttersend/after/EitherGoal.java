package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves.Intent;

/// The goal that is chosen now; places that were taken for another one before are known by their
/// paths: those in the trash are absolute.
record EitherGoal(Goal chosen, Goal folder, Goal trash) implements Goal {

  @Override
  public List<Intent> plan(List<Movable> group) throws Stays, IOException {
    return chosen.plan(group);
  }

  @Override
  public void take(Intent intent) throws IOException {
    of(intent).take(intent);
  }

  @Override
  public boolean isOurs(Intent intent) throws IOException {
    return of(intent).isOurs(intent);
  }

  @Override
  public void giveBack(Intent intent) throws IOException {
    of(intent).giveBack(intent);
  }

  private Goal of(Intent intent) {
    return Path.of(intent.target()).isAbsolute() ? trash : folder;
  }
}
