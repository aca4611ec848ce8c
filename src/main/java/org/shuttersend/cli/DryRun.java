package org.shuttersend.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Trouble;
import org.shuttersend.settle.Look;
import org.shuttersend.settle.Readiness;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.Survey;
import org.shuttersend.watch.Verdict;

/// Decides about every file of a folder as the watcher, the settler and the catalog would, and
/// sends nothing. Asks the catalog in batches. Owned by one thread.
final class DryRun implements Survey.Visitor {
  private static final int BATCH = 512;

  private final Choosing choosing;
  private final Optional<Catalog> catalog;
  private final Look look;
  private final ScanOutput out;
  private final ScanTally tally = new ScanTally();
  private final List<ObservedFile> batch = new ArrayList<>(BATCH);

  /// @param catalog the one that knows the folder, if any
  DryRun(Choosing choosing, Optional<Catalog> catalog, Look look, ScanOutput out) {
    this.choosing = choosing;
    this.catalog = catalog;
    this.look = look;
    this.out = out;
  }

  ScanTally run(HotFolder folder) {
    Set<String> asides = catalog.map(c -> c.asides().of(folder)).orElse(Set.of());
    new Survey(new Selection(choosing, () -> asides), this).walk(folder);
    out.summary(tally);
    return tally;
  }

  @Override
  public void file(ObservedFile file, Verdict verdict) {
    if (!verdict.isSent()) {
      tell(new ScanFinding(file, verdict, Optional.empty(), Readiness.COMPLETE));
      return;
    }
    batch.add(file);
    if (batch.size() >= BATCH) {
      decide();
    }
  }

  @Override
  public void through(FileRef directory) {
    decide();
    tally.endOfDirectory();
  }

  @Override
  public void directoryLeftOut(FileRef directory, Verdict verdict) {
    tally.addFolder(directory.path(), verdict);
    out.folder(directory, verdict);
  }

  @Override
  public void trouble(Trouble trouble) {
    tally.add(trouble);
    out.trouble(trouble);
  }

  private void decide() {
    if (batch.isEmpty()) {
      return;
    }
    List<Optional<PhotoState>> known =
        catalog
            .map(c -> c.knowledge().of(batch))
            .orElse(Collections.nCopies(batch.size(), Optional.empty()));
    var fresh = new HashSet<>(fresh());
    for (int i = 0; i < batch.size(); i++) {
      ObservedFile file = batch.get(i);
      boolean stays = known.get(i).isEmpty() && !fresh.contains(file);
      boolean toBeSent = known.get(i).isEmpty() && !stays;
      tell(
          new ScanFinding(
              file,
              stays ? new Verdict.ThereBefore() : new Verdict.Sent(),
              known.get(i),
              toBeSent ? look.readiness(file.ref().file()) : Readiness.COMPLETE));
    }
    batch.clear();
  }

  /// Those of the batch that are new, where only new ones count. In a folder that was not watched
  /// yet, all that is there now would be there before.
  private List<ObservedFile> fresh() {
    if (!choosing.onlyNew()) {
      return batch;
    }
    HotFolder folder = batch.getFirst().ref().folder();
    return catalog
        .map(Catalog::baseline)
        .filter(baseline -> baseline.isTaken(folder))
        .map(baseline -> baseline.without(batch))
        .orElse(List.of());
  }

  private void tell(ScanFinding finding) {
    tally.add(finding);
    out.file(finding);
  }
}
