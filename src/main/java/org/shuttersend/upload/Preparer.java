package org.shuttersend.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.upload.governor.Governor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns claimed photos into ready ones: hash, then ask the server about many at once. Works in
/// portions, so that the first photo leaves while later ones are still being hashed.
final class Preparer {
  private static final Logger log = LoggerFactory.getLogger(Preparer.class);
  private static final long PORTION_BYTES = 24L * 1024 * 1024;

  private final Outbox outbox;
  private final Governor governor;
  private final Marks marks;
  private final Hasher hasher;
  private final Executor threads;

  /// @param threads for one more thread that hashes, beside the one that asks for it
  Preparer(Outbox outbox, Governor governor, Marks marks, Hasher hasher, Executor threads) {
    this.threads = threads;
    this.hasher = hasher;
    this.outbox = outbox;
    this.governor = governor;
    this.marks = marks;
  }

  /// Takes a photo that may be sent; waits while there are enough of them.
  ///
  /// Parameter `resume`: where the server says an earlier attempt of it goes on.
  interface Out {
    void put(Claim claim, Optional<String> resume) throws InterruptedException;
  }

  /// Whether it could do its work.
  boolean canNote() {
    return outbox.isWritable();
  }

  void prepare(List<Claim> claims, Destination to, Out out) throws InterruptedException {
    var portion = new ArrayList<Claim>();
    long bytes = 0;
    for (Claim claim : claims) {
      long size = claim.file().stamp().size();
      if (!portion.isEmpty() && bytes + size > PORTION_BYTES) {
        preparePortion(portion, to, out);
        portion.clear();
        bytes = 0;
      }
      portion.add(claim);
      bytes += size;
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
    for (AfterHash answer : outbox.hashed(hashed, to.jobs().isPresent())) {
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
    List<FutureTask<Hasher.Result>> tasks =
        claims.stream().map(claim -> new FutureTask<>(() -> hasher.hash(claim))).toList();
    var next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            tasks.get(i).run();
          }
        };
    if (tasks.size() > 1) {
      threads.execute(work);
    }
    work.run();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException(); // a read that was broken off says nothing about its photo
    }
    var hashed = new ArrayList<Outbox.Hashed>(claims.size());
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      switch (result(claim, tasks.get(i))) {
        case Hasher.Result.Hashed(var hash) -> hashed.add(new Outbox.Hashed(claim, hash));
        case Hasher.Result.Changed _ -> marks.changed(claim);
        case Hasher.Result.Missing _ -> marks.missing(claim);
        case Hasher.Result.Unreadable(var reason) -> marks.failed(claim, new Failure.Retry(reason));
      }
    }
    return hashed;
  }

  /// What nobody foresaw is this photo's alone: it is tried again like one that cannot be read.
  private static Hasher.Result result(Claim claim, Future<Hasher.Result> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      log.error("Reading {} failed in an unforeseen way", claim.file().ref().path(), e.getCause());
      return new Hasher.Result.Unreadable(
          Reason.of(Reason.Code.FILE_UNREADABLE, String.valueOf(e.getCause())));
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
        case Destination.Verdict.Send _ -> out.put(claim, Optional.empty());
        case Destination.Verdict.Resume(String location) -> out.put(claim, Optional.of(location));
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
}
