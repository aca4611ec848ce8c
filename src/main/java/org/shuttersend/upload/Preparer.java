package org.shuttersend.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Receipt;

/// Turns claimed photos into ready ones: hash, then ask the server about many at once. Works in
/// portions, so that the first photo leaves while later ones are still being hashed.
final class Preparer implements AutoCloseable {
  private static final int HASHERS = 2;
  private static final long PORTION_BYTES = 24L * 1024 * 1024;

  private final Outbox outbox;
  private final Governor governor;
  private final Marks marks;
  private final Hasher hasher;
  private final ExecutorService hashers =
      Executors.newFixedThreadPool(
          HASHERS, Thread.ofPlatform().name("upload-hash-", 1).daemon(true).factory());

  Preparer(Outbox outbox, Governor governor, Marks marks, Hasher hasher) {
    this.hasher = hasher;
    this.outbox = outbox;
    this.governor = governor;
    this.marks = marks;
  }

  /// Takes a photo that may be sent; waits while there are enough of them.
  interface Out {
    void put(Uploader.Ready ready) throws InterruptedException;
  }

  void prepare(List<Claim> claims, Destination to, Out out) throws InterruptedException {
    var portion = new ArrayList<Claim>();
    long bytes = 0;
    for (Claim claim : claims) {
      portion.add(claim);
      bytes += claim.file().stamp().size();
      if (bytes >= PORTION_BYTES) {
        preparePortion(portion, to, out);
        portion.clear();
        bytes = 0;
      }
    }
    preparePortion(portion, to, out);
  }

  private void preparePortion(List<Claim> claims, Destination to, Out out)
      throws InterruptedException {
    List<Outbox.Hashed> hashed = hash(claims);
    if (hashed.isEmpty()) {
      return;
    }
    var ready = new ArrayList<Claim>();
    for (AfterHash answer : outbox.hashed(hashed)) {
      switch (answer) {
        case AfterHash.Ready(Claim claim) -> ready.add(claim);
        case AfterHash.Settled _ -> {}
      }
    }
    if (!ready.isEmpty()) {
      ask(ready, to, out);
    }
  }

  private List<Outbox.Hashed> hash(List<Claim> claims) throws InterruptedException {
    var futures = new ArrayList<Future<Hasher.Result>>(claims.size());
    for (Claim claim : claims) {
      futures.add(hashers.submit(() -> hasher.hash(claim)));
    }
    var hashed = new ArrayList<Outbox.Hashed>(claims.size());
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      switch (result(futures.get(i))) {
        case Hasher.Result.Hashed(var hash) -> hashed.add(new Outbox.Hashed(claim, hash));
        case Hasher.Result.Changed _ -> marks.changed(claim);
        case Hasher.Result.Missing _ -> marks.missing(claim);
        case Hasher.Result.Unreadable(var reason) -> marks.failed(claim, new Failure.Retry(reason));
      }
    }
    return hashed;
  }

  private static Hasher.Result result(Future<Hasher.Result> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed in an unforeseen way", e);
    }
  }

  private void ask(List<Claim> claims, Destination to, Out out) throws InterruptedException {
    List<Destination.Verdict> verdicts;
    try {
      verdicts = to.check(claims.stream().map(Preparer::question).toList());
      if (to.jobs().isPresent()) {
        // A plain tus server was not asked: its silence is no answer.
        governor.answered();
      }
    } catch (DeliveryException e) {
      governor.refused(e.failure());
      var held = new Failure.HoldAll(e.failure().reason(), governor.heldUntil());
      claims.forEach(claim -> marks.failed(claim, held));
      return;
    }
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      switch (verdicts.get(i)) {
        case Destination.Verdict.Have(Receipt receipt, boolean jobDone) ->
            marks.alreadyThere(claim, receipt, jobDone);
        case Destination.Verdict.Send _ -> out.put(new Uploader.Ready(claim, Optional.empty(), to));
        case Destination.Verdict.Resume(String location) ->
            out.put(new Uploader.Ready(claim, Optional.of(location), to));
      }
    }
  }

  private static Destination.Asked question(Claim claim) {
    return new Destination.Asked(
        claim.uploadKey(),
        claim.hash().orElseThrow(),
        claim.file().stamp().size(),
        claim.file().ref());
  }

  @Override
  public void close() {
    hashers.shutdownNow();
  }
}
