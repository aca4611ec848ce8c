package org.shuttersend.watch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;

/// What is looked at now and then while all is quiet: whether the events that should come do come,
/// and which disks the folder is on. Owned by the scanning thread.
final class Vigil {
  private final Place place;
  private final Watches watches;
  private final Listener listener;
  private final Subscription subscription;
  private final Memory memory;
  private final Rhythm rhythm;
  private final Cards cards;
  private final Judge judge;
  private final Recent recent = new Recent();
  private final SelfTest selfTest;
  private Whereabouts here = Whereabouts.UNKNOWN;
  private long next;

  Vigil(
      Place place,
      Watches watches,
      Listener listener,
      Subscription subscription,
      Memory memory,
      Rhythm rhythm,
      Cards cards) {
    this.place = place;
    this.watches = watches;
    this.listener = listener;
    this.subscription = subscription;
    this.rhythm = rhythm;
    this.memory = memory;
    this.cards = cards;
    this.judge = new Judge(place.folder(), memory);
    this.selfTest = new SelfTest(place.folder(), watches, listener.heard(), recent);
  }

  /// Hears of directories that changed.
  Recent recent() {
    return recent;
  }

  /// The folder is not there, or another one is.
  void disconnected() {
    cards.clear();
  }

  /// The folder was connected, or begins anew.
  void connected() {
    recent.clear();
    here = Whereabouts.UNKNOWN;
    follow();
  }

  /// A scan of the whole folder begins: it looks into whatever is mounted there now.
  void scanBegins() {
    follow();
  }

  /// A look into some directories begins. One of them may be there since a card was pulled.
  void visitBegins() {
    follow().forEach(this::visit);
  }

  /// Where which disk is, as of the last look.
  Whereabouts here() {
    return here;
  }

  /// The same now, if the root is there.
  Optional<Whereabouts> now() {
    try {
      return Optional.of(cards.named(Whereabouts.of(place.folder().root())));
    } catch (IOException e) {
      return Optional.empty(); // it is going away
    }
  }

  /// Files as they are to be known: with the disk they are on. Those of a card that was not judged
  /// yet are looked through once it was.
  List<ObservedFile> placed(List<ObservedFile> files) {
    return files.stream().filter(file -> here.isJudged(file.ref())).map(here::placed).toList();
  }

  /// It is through; what is seen and heard from now on has to agree.
  void scanEnded(long now) {
    selfTest.reset();
    next = now + rhythm.test().toNanos();
  }

  boolean isDue(long now) {
    return now - next >= 0;
  }

  /// @return whether the folder's events cannot be relied on any more
  boolean keep(long now) {
    next = now + rhythm.test().toNanos();
    boolean before = subscription.isPolling();
    follow().forEach(this::visit);
    if (subscription.hasEvents() && !before) {
      SelfTest.Verdict verdict = selfTest.tick(listener.isWaiting());
      verdict.replaced().forEach(this::visit);
      verdict.silent().ifPresent(subscription::silent);
    }
    return subscription.isPolling() && !before;
  }

  /// @return where another thing is mounted than before, or nothing any more
  private Set<FileRef> follow() {
    Whereabouts now;
    try {
      now = cards.follow(place.folder().root(), judge);
    } catch (IOException e) {
      return Set.of(); // it is going away
    }
    if (!now.disks().equals(here.disks())) {
      memory.connected(now.disks());
    }
    Set<String> changes = here.changes(now);
    here = now;
    subscription.suspect(now);
    return changes.stream()
        .map(path -> new FileRef(place.folder(), path))
        .collect(Collectors.toSet());
  }

  private void visit(FileRef directory) {
    if (directory.path().isEmpty()) {
      place.doubtRoot();
    } else {
      watches.forget(directory);
      place.fresh(directory);
    }
  }
}
