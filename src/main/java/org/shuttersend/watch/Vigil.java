package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.shuttersend.model.FileRef;

/// What is looked at now and then while all is quiet: whether the events that should come do come,
/// and what is mounted below the folder. Owned by the scanning thread.
final class Vigil {
  private final Place place;
  private final Watches watches;
  private final Listener listener;
  private final Subscription subscription;
  private final Rhythm rhythm;
  private final Recent recent = new Recent();
  private final SelfTest selfTest;
  private Path root;
  private Map<String, Mounts.Mount> mounts = Map.of();
  private long next;

  Vigil(Place place, Watches watches, Listener listener, Subscription subscription, Rhythm rhythm) {
    this.place = place;
    this.watches = watches;
    this.listener = listener;
    this.subscription = subscription;
    this.rhythm = rhythm;
    this.root = place.folder().root();
    this.selfTest = new SelfTest(place.folder(), watches, listener.heard(), recent);
  }

  /// Hears of directories that changed.
  Recent recent() {
    return recent;
  }

  /// The folder was connected, or begins anew.
  void connected() {
    recent.clear();
    mounts = Map.of();
    try {
      root = place.folder().root().toRealPath();
    } catch (IOException e) {
      root = place.folder().root(); // it is going away again
    }
    subscription.suspect(Volumes.type(root), Map.of());
  }

  /// A scan of the whole folder begins: it looks into whatever is mounted there now.
  void scanBegins() {
    follow(Mounts.below(root));
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
    for (String path : follow(Mounts.below(root))) {
      visit(new FileRef(place.folder(), path));
    }
    if (subscription.hasEvents() && !before) {
      SelfTest.Verdict verdict = selfTest.tick(listener.isWaiting());
      verdict.replaced().forEach(this::visit);
      verdict.silent().ifPresent(subscription::silent);
    }
    return subscription.isPolling() && !before;
  }

  /// @return where another thing is mounted than before, or nothing any more
  private Set<String> follow(Map<String, Mounts.Mount> now) {
    var changed = new HashSet<String>();
    mounts.forEach((path, mount) -> {
      if (!mount.equals(now.get(path))) {
        changed.add(path);
      }
    });
    now.keySet().stream().filter(path -> !mounts.containsKey(path)).forEach(changed::add);
    place.mounted(mounts.keySet(), now.keySet());
    mounts = now;
    subscription.suspect("", now);
    return changed;
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
