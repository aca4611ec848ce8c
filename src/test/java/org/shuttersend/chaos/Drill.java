package org.shuttersend.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.shuttersend.chaos.Fault.Clock;
import org.shuttersend.chaos.Fault.DiskFull;
import org.shuttersend.chaos.Fault.Freeze;
import org.shuttersend.chaos.Fault.KillAfter;
import org.shuttersend.chaos.Fault.KillAt;
import org.shuttersend.chaos.Fault.PowerCut;
import org.shuttersend.chaos.Fault.ReadOnly;
import org.shuttersend.chaos.Fault.Wire;
import org.shuttersend.testkit.WireFault;

/// Carries out a plan in a world of its own. Used by one thread.
final class Drill {
  private static final Duration LOOK = Duration.ofMillis(60);
  private static final WireFault SLOWLY = new WireFault.Trickle(20, 40);
  private static final int FIRST_PHOTOS = 4;
  private static final int LOG_LINES = 60;
  private static final int LONGEST_STEP_MILLIS = 60;

  private final Plan plan;
  private final World world;
  private final Photos photos;
  private final Audit audit;
  private final Random random;
  private final List<KillPoint> fired = new ArrayList<>();
  private final List<KillPoint> missed = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  /// @param photos acts in the hot folders of this world
  Drill(Plan plan, World world, Photos photos, Path scratch) {
    this.plan = plan;
    this.world = world;
    this.photos = photos;
    this.audit = new Audit(world, photos, scratch, plan.damages());
    this.random = new Random(plan.seed() + 1);
  }

  /// What came of it.
  ///
  /// @param wrong empty if everything was as it should be
  /// @param fired kill points at which a program was killed
  /// @param missed ones that no program came by
  record Outcome(
      Plan plan,
      int rounds,
      List<String> wrong,
      List<KillPoint> fired,
      List<KillPoint> missed,
      int starts) {}

  Outcome run() throws IOException, SQLException {
    var wrong = new ArrayList<>(begin());
    int done = 0;
    while (wrong.isEmpty() && done < plan.rounds().size()) {
      wrong.addAll(round(plan.rounds().get(done++)));
      wrong.addAll(world.surprises());
    }
    if (!wrong.isEmpty()) {
      wrong.addFirst("seed " + plan.seed() + " round " + (done - 1));
      wrong.addAll(story);
      wrong.addAll(world.tails(LOG_LINES));
    }
    return new Outcome(plan, done, wrong, List.copyOf(fired), List.copyOf(missed), world.started());
  }

  /// Something to change, copy and rename.
  private List<String> begin() throws IOException, SQLException {
    world.ensureRunning();
    for (int i = 0; i < FIRST_PHOTOS; i++) {
      photos.act(Act.SHOOT);
    }
    return drain();
  }

  private List<String> round(Round round) throws IOException, SQLException {
    story.add(round.toString());
    prepare(round);
    world.ensureRunning();
    List<Thread> troubles = troubles(round);
    for (Act act : round.acts()) {
      photos.act(act);
      photos.pause(random.nextInt(LONGEST_STEP_MILLIS));
    }
    for (Thread trouble : troubles) {
      join(trouble);
    }
    for (Fault fault : round.faults()) {
      if (fault instanceof KillAt at) {
        awaitDeath(at);
      }
    }
    aftermath(round);
    return round.drained() ? drain() : List.of();
  }

  private void prepare(Round round) throws IOException {
    for (Fault fault : round.faults()) {
      switch (fault) {
        case KillAt(KillPoint point, int count) -> {
          if (point.need() == KillPoint.Need.START) {
            killWhileSending(point.side());
          }
          world.control(point.side()).arm(point.id(), count);
        }
        case Wire(Set<String> methods, String path, int skip, var wire) ->
            world.proxy().fault(methods, path, skip, wire);
        case Clock(Side side, long ahead) -> world.control(side).offset(ahead);
        case ReadOnly(Side side) -> {
          if (!world.disks().areSmall()) {
            world.kill(side);
            world.startReadOnly(side);
          }
        }
        case DiskFull(Side side, long left) ->
            world.disks().fill(side == Side.SENDER ? world.senderData() : world.received(), left);
        case KillAfter _, PowerCut _, Freeze _ -> {}
      }
    }
  }

  /// What was under way is found by the next start.
  private void killWhileSending(Side side) throws IOException {
    world.ensureRunning();
    world.proxy().fault(Set.of("HEAD", "PATCH", "POST"), "/api", 0, SLOWLY);
    photos.act(Act.SHOOT);
    until(() -> !world.isRunning(side) || audit.isSending() || isThrough());
    world.kill(side);
  }

  /// What happens while the photographer is at work.
  private List<Thread> troubles(Round round) {
    var threads = new ArrayList<Thread>();
    for (Fault fault : round.faults()) {
      switch (fault) {
        case KillAfter(Set<Side> sides, int millis) ->
            threads.add(
                Thread.ofVirtual()
                    .start(() -> {
                      pause(millis);
                      sides.forEach(world::kill);
                    }));
        case Freeze(Side side, int millis) ->
            threads.add(Thread.ofVirtual().start(() -> freeze(side, millis)));
        case KillAt _, PowerCut _, Wire _, Clock _, DiskFull _, ReadOnly _ -> {}
      }
    }
    return threads;
  }

  private void freeze(Side side, int millis) {
    try {
      world.signal(side, "STOP");
      pause(millis);
      world.signal(side, "CONT");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Where no program comes by the point it is killed where it is.
  private void awaitDeath(KillAt at) {
    Side side = at.point().side();
    // While a disk is full, nothing may ever come to its end.
    boolean full = plan.smallDisks();
    int[] looks = {0};
    until(() ->
        !world.isRunning(side)
            || (looks[0]++ % 8 == 7 && (isThrough() || (full && looks[0] > 50))));
    if (world.control(side).fired() == at.point().id()) {
      until(() -> !world.isRunning(side)); // it says so before it dies
      fired.add(at.point());
      story.add("killed at " + at.point());
    } else {
      missed.add(at.point());
      story.add("never came by " + at.point());
      world.kill(side);
    }
  }

  private boolean isThrough() {
    try {
      return audit.open().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private void aftermath(Round round) throws IOException {
    for (Side side : EnumSet.allOf(Side.class)) {
      world.control(side).disarm();
    }
    world.proxy().calm();
    for (Fault fault : round.faults()) {
      switch (fault) {
        case PowerCut(long seed) when !world.isRunning(Side.RECEIVER) && !plan.smallDisks() -> {
          story.add(
              "the power went: " + org.shuttersend.chaos.PowerCut.strike(world.journal(), seed));
        }
        case DiskFull _ -> {
          world.disks().empty();
          // Those who wait for the disk wait for a minute: a restart looks at once.
          world.kill(Side.SENDER);
        }
        case PowerCut _, KillAt _, KillAfter _, Wire _, Freeze _, Clock _, ReadOnly _ -> {}
      }
    }
  }

  /// Awaits that both programs have nothing left to do, and looks what came of it.
  private List<String> drain() throws IOException, SQLException {
    world.ensureRunning();
    try {
      until(() -> !world.isRunning(Side.SENDER) || !world.isRunning(Side.RECEIVER) || isThrough());
    } catch (ConditionTimeoutException e) {
      var stuck = new ArrayList<>(audit.open());
      stuck.addFirst("it never ended");
      return stuck;
    }
    for (Side side : EnumSet.allOf(Side.class)) {
      if (!world.isRunning(side)) {
        int fired = world.control(side).fired();
        world.ensureRunning();
        return List.of("the " + side + " ended by itself, last killed at " + fired);
      }
    }
    return audit.wrong();
  }

  private static void until(BooleanSupplier condition) {
    await().pollInterval(LOOK).until(condition::getAsBoolean);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
