package org.shuttersend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Standing;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.Survey;
import org.shuttersend.watch.Verdict;
import org.shuttersend.watch.Whereabouts;

/// Tells of every file that lies in a folder now whether the server has it for sure. Decides in
/// batches: one look into the catalog and one question to the server for each. Sends and changes
/// nothing. Owned by one thread.
final class Manifest implements Survey.Visitor {
  static final int BATCH = 1000;

  /// Where whole photos are read, so that something is told every few seconds.
  static final int READ_BATCH = 50;

  private final Catalog catalog;
  private final Choosing choosing;
  private final Holdings server;
  private final ContentReader contents;
  private final ContentReader doubted;
  private final Touched touched;
  private final ManifestOutput out;
  private final ManifestTally tally = new ManifestTally();
  private final HotFolder folder;
  private final List<Found> batch = new ArrayList<>();
  private final int size;
  private final Whereabouts here;

  /// A file, with why it would not be sent now; or what cannot be looked at.
  private sealed interface Found {
    record Seen(ObservedFile file, Optional<Verdict> leftOut) implements Found {}

    record Unseen(FileRef ref, ManifestVerdict verdict, Trouble why) implements Found {}
  }

  /// The server did not answer, in the middle of the walk.
  private static final class Unanswered extends RuntimeException {
    private final transient Refusal refusal;

    Unanswered(Refusal refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }

  /// @param folder the hot folder
  /// @param here on which disks it is
  /// @param contents reads every file, or none
  /// @param doubted reads those that were touched since they were delivered
  /// @param size how many files are decided about at once, at most [#BATCH]
  Manifest(
      HotFolder folder,
      Catalog catalog,
      Choosing choosing,
      Whereabouts here,
      Holdings server,
      ContentReader contents,
      ContentReader doubted,
      Touched touched,
      int size,
      ManifestOutput out) {
    this.folder = folder;
    this.catalog = catalog;
    this.choosing = choosing;
    this.here = here;
    this.server = server;
    this.contents = contents;
    this.doubted = doubted;
    this.touched = touched;
    this.size = size;
    this.out = out;
  }

  /// @return empty if the disk was pulled meanwhile: then nothing is known of what was on it
  /// @throws Refusal if the server did not answer: what was told until then is not all
  Optional<ManifestTally> run(FileRef start) throws Refusal {
    out.begin();
    try {
      Set<String> asides = catalog.asides().of(folder);
      Survey.everywhere(new Selection(choosing, () -> asides), this).walk(start);
      decide();
    } catch (Unanswered e) {
      throw e.refusal;
    }
    if (!isStillHere(start)) {
      return Optional.empty();
    }
    tally.end();
    out.summary(tally);
    return Optional.of(tally);
  }

  private boolean isStillHere(FileRef start) {
    try {
      return Files.isDirectory(start.file())
          && here.isAsMounted(Whereabouts.of(start.folder().root()));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void file(ObservedFile file, Verdict verdict) {
    add(new Found.Seen(here.placed(file), ManifestRule.leftOut(file.ref(), verdict)));
  }

  @Override
  public void directoryLeftOut(FileRef directory, Verdict verdict) {
    // What is in it is told file by file.
  }

  @Override
  public void trouble(Trouble trouble) {
    boolean noPhoto =
        trouble.kind() == Trouble.Kind.LINK
            || ManifestRule.directoryByNature(new FileRef(folder, trouble.path())).isPresent();
    add(
        new Found.Unseen(
            new FileRef(folder, trouble.path()),
            noPhoto ? ManifestVerdict.NOT_A_PHOTO : ManifestVerdict.UNREADABLE,
            trouble));
  }

  @Override
  public void through(FileRef directory) {
    // Decided in batches, however many directories there are.
  }

  private void add(Found found) {
    batch.add(found);
    if (batch.size() >= size) {
      decide();
    }
  }

  private void decide() {
    var files = new ArrayList<ObservedFile>();
    var contentOf = new ArrayList<ContentReader.Result>();
    for (Found found : batch) {
      if (found instanceof Found.Seen(var file, var leftOut)) {
        files.add(file);
        contentOf.add(leftOut.isEmpty() ? contents.read(file) : new ContentReader.Result.Unread());
      }
    }
    List<Standing> standings = catalog.knowledge().standings(files);
    for (int i = 0; i < files.size(); i++) {
      if (contentOf.get(i) instanceof ContentReader.Result.Unread
          && standings.get(i).isDelivered()
          && touched.since(files.get(i), standings.get(i).confirmed())) {
        contentOf.set(i, doubted.read(files.get(i)));
      }
    }
    Optional<Set<ContentHash>> held = ask(standings);
    Set<ObservedFile> fresh = fresh(files);
    int next = 0;
    for (Found found : batch) {
      ManifestEntry entry =
          switch (found) {
            case Found.Unseen(var ref, var verdict, var why) -> unseen(ref, verdict, why);
            case Found.Seen(var file, var leftOut) -> {
              int i = next++;
              Optional<Verdict> why =
                  leftOut.isEmpty() && !fresh.contains(file)
                      ? Optional.of(new Verdict.ThereBefore())
                      : leftOut;
              yield entry(file, standings.get(i), why, contentOf.get(i), held);
            }
          };
      tally.add(entry);
      out.file(entry);
    }
    batch.clear();
  }

  private Optional<Set<ContentHash>> ask(List<Standing> standings) {
    var contentsToAsk = new HashSet<ContentHash>();
    for (Standing standing : standings) {
      if (standing.isDelivered()) {
        standing.hash().ifPresent(contentsToAsk::add);
      }
    }
    if (contentsToAsk.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Set<ContentHash>> held = server.of(contentsToAsk);
      if (held.isEmpty()) {
        tally.unasked();
      }
      return held;
    } catch (Refusal e) {
      throw new Unanswered(e);
    }
  }

  /// Those that were not there when a folder was added of which only what is new is sent.
  private Set<ObservedFile> fresh(List<ObservedFile> files) {
    return new HashSet<>(
        catalog.baseline().isTaken(folder) ? catalog.baseline().without(files) : files);
  }

  private static ManifestEntry unseen(FileRef ref, ManifestVerdict verdict, Trouble why) {
    return new ManifestEntry(
        ref,
        Optional.empty(),
        verdict,
        Standing.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.of(why));
  }

  private static ManifestEntry entry(
      ObservedFile file,
      Standing standing,
      Optional<Verdict> leftOut,
      ContentReader.Result content,
      Optional<Set<ContentHash>> held) {
    ManifestVerdict verdict = ManifestRule.of(standing, leftOut, content, held);
    Optional<ContentHash> hash =
        switch (content) {
          case ContentReader.Result.Read(var read) -> Optional.of(read);
          case ContentReader.Result.Unread _ -> standing.hash();
          case ContentReader.Result.Changed _, ContentReader.Result.Failed _ -> Optional.empty();
        };
    Optional<Trouble> trouble =
        content instanceof ContentReader.Result.Failed(var words)
            ? Optional.of(new Trouble(Trouble.Kind.UNREADABLE, file.ref().path(), words))
            : Optional.empty();
    return new ManifestEntry(
        file.ref(), Optional.of(file.stamp()), verdict, standing, hash, leftOut, trouble);
  }
}
