package org.shuttersend.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.shuttersend.chaos.Fault.Clock;
import org.shuttersend.chaos.Fault.DiskFull;
import org.shuttersend.chaos.Fault.Freeze;
import org.shuttersend.chaos.Fault.KillAfter;
import org.shuttersend.chaos.Fault.KillAt;
import org.shuttersend.chaos.Fault.PowerCut;
import org.shuttersend.chaos.Fault.ReadOnly;
import org.shuttersend.chaos.Fault.Wire;
import org.shuttersend.testkit.WireFault;
import org.shuttersend.wire.Names;

/// The rounds of one world, all drawn from its seed. Plans of consecutive seeds visit the kill
/// points by turns, so that together they visit every one.
///
/// @param smallDisks whether both programs have small disks of their own, that can be filled
/// @param moves whether the sender moves photos once they are sent
record Plan(long seed, boolean smallDisks, boolean moves, List<Round> rounds) {
  private static final int ROUNDS_TO_A_DRAIN = 3;
  private static final String UPLOADS = "/api/uploads";
  private static final String CHECK = "/api/photos/check";
  private static final List<Act> SMALL_ACTS =
      List.of(
          Act.SHOOT,
          Act.SHOOT,
          Act.SHOOT_SLOWLY,
          Act.SHOOT_TWICE,
          Act.SAVE,
          Act.SAVE_SAFELY,
          Act.SAVE_FORMER,
          Act.SAVE_WHILE_SENT,
          Act.COPY,
          Act.RENAME,
          Act.TOUCH,
          Act.SHOOT_AND_DELETE,
          Act.DELETE);

  /// Whether a body arrives damaged, or something on the way says so.
  boolean damages() {
    return rounds.stream()
        .flatMap(round -> round.faults().stream())
        .anyMatch(fault ->
            switch (fault) {
              case Wire(var _, var _, int _, WireFault.Damage _) -> true;
              case Wire(var _, var _, int _, WireFault.Answer(int status, int _)) ->
                  status == Names.CHECKSUM_MISMATCH;
              default -> false;
            });
  }

  /// @param longestFreeze how long a program may stand still
  static Plan draw(long seed, int rounds, Duration longestFreeze) {
    var random = new Random(seed);
    random.nextInt();
    boolean moves =
        seed % 4 == 0 || IntStream.range(0, rounds).anyMatch(i -> isMove(seed * rounds + i));
    var drawing = new Drawing(random, seed * rounds, longestFreeze, seed % 6 == 5, moves);
    var drawn = new ArrayList<Round>();
    for (int i = 0; i < rounds; i++) {
      drawn.add(
          drawing.round(i, i % ROUNDS_TO_A_DRAIN == ROUNDS_TO_A_DRAIN - 1 || i == rounds - 1));
    }
    return new Plan(seed, drawing.smallDisks, moves, List.copyOf(drawn));
  }

  private static KillPoint point(long turn) {
    return KillPoints.ALL.get(Math.floorMod(turn, KillPoints.ALL.size()));
  }

  private static boolean isMove(long turn) {
    return point(turn).need() == KillPoint.Need.MOVED;
  }

  /// The kill points this plan visits.
  List<KillPoint> points() {
    return rounds.stream()
        .flatMap(round -> round.faults().stream())
        .flatMap(fault ->
            fault instanceof KillAt at
                ? List.of(at.point()).stream()
                : java.util.stream.Stream.empty())
        .toList();
  }

  private static final class Drawing {
    private final Random random;
    private final Duration longestFreeze;
    private final boolean smallDisks;
    private final boolean moves;
    private long turn;

    Drawing(Random random, long turn, Duration longestFreeze, boolean smallDisks, boolean moves) {
      this.moves = moves;
      this.random = random;
      this.turn = turn;
      this.longestFreeze = longestFreeze;
      this.smallDisks = smallDisks;
    }

    Round round(int number, boolean drained) {
      var acts = new ArrayList<Act>();
      var faults = new ArrayList<Fault>();
      KillPoint point = point(turn++);
      for (int i = 2 + random.nextInt(3); i > 0; i--) {
        acts.add(SMALL_ACTS.get(random.nextInt(SMALL_ACTS.size())));
      }
      acts.add(Act.SHOOT);
      if (moves && random.nextBoolean()) {
        acts.add(Act.PUT_BACK);
      }
      if (random.nextInt(4) == 0) {
        faults.addAll(anyMoment());
      } else {
        faults.add(new KillAt(point, count(point)));
        acts.addAll(random.nextInt(acts.size()), needed(point.need(), faults));
      }
      if (point.side() == Side.RECEIVER && random.nextBoolean()) {
        faults.add(new PowerCut(random.nextLong()));
      }
      extra().ifPresent(faults::add);
      return new Round(number, List.copyOf(acts), List.copyOf(faults), drained);
    }

    private int count(KillPoint point) {
      return point.need() == KillPoint.Need.PHOTO && random.nextInt(4) == 0 ? 2 : 1;
    }

    private List<Fault> anyMoment() {
      Set<Side> sides =
          switch (random.nextInt(3)) {
            case 0 -> EnumSet.of(Side.SENDER);
            case 1 -> EnumSet.of(Side.RECEIVER);
            default -> EnumSet.allOf(Side.class);
          };
      var faults = new ArrayList<Fault>();
      faults.add(new KillAfter(sides, random.nextInt(900)));
      if (sides.contains(Side.RECEIVER) && random.nextBoolean()) {
        faults.add(new PowerCut(random.nextLong()));
      }
      return faults;
    }

    private List<Act> needed(KillPoint.Need need, List<Fault> faults) {
      return switch (need) {
        case PHOTO, MOVED, START -> List.of(Act.SHOOT);
        case BIG_PHOTO -> List.of(Act.SHOOT_BIG);
        case CHANGING -> {
          faults.add(new Wire(Set.of("POST"), CHECK, 0, new WireFault.Delay(600)));
          yield Collections.nCopies(3, Act.SAVE_WHILE_SENT); // whether one changes in time is luck
        }
        case NEWER -> List.of(Act.SAVE_OLD);
        case FORMER -> List.of(Act.SAVE_FORMER);
        case COPY -> List.of(Act.SHOOT, Act.SHOOT_TWICE, Act.COPY);
        case GONE -> List.of(Act.SHOOT_AND_DELETE, Act.DELETE);
        case RETRY -> upload("POST", new WireFault.Answer(500, 1), Act.SHOOT, faults);
        case HOLD -> upload("POST", new WireFault.Answer(503, 1), Act.SHOOT, faults);
        case CUT -> upload("POST", new WireFault.CutRequest(5_000), Act.SHOOT, faults);
        case BIG_CUT -> upload("PATCH", new WireFault.CutRequest(500_000), Act.SHOOT_BIG, faults);
        case UNHEARD -> upload("POST", new WireFault.CutAnswer(0), Act.SHOOT, faults);
      };
    }

    private static List<Act> upload(String method, WireFault wire, Act act, List<Fault> faults) {
      faults.add(new Wire(Set.of(method), UPLOADS, 0, wire));
      return List.of(act);
    }

    private Optional<Fault> extra() {
      return switch (random.nextInt(smallDisks ? 12 : 10)) {
        case 0, 1, 2 ->
            Optional.of(
                random.nextInt(3) == 0
                    ? new Wire(Set.of("POST", "HEAD"), "/api", random.nextInt(3), wire())
                    : new Wire(Set.of("POST", "PATCH"), UPLOADS, random.nextInt(2), wire()));
        case 3 -> Optional.of(new Freeze(side(), freeze()));
        case 4 -> Optional.of(new Clock(side(), clock()));
        case 5 -> random.nextInt(3) == 0 ? Optional.of(new ReadOnly(side())) : Optional.empty();
        case 10, 11 -> Optional.of(new DiskFull(side(), random.nextInt(400_000)));
        default -> Optional.empty();
      };
    }

    private WireFault wire() {
      return switch (random.nextInt(12)) {
        case 0, 1 -> new WireFault.CutRequest(random.nextInt(100_000));
        case 2 -> new WireFault.CutAnswer(0);
        case 3 -> new WireFault.CutAnswer(random.nextInt(400));
        case 4 -> new WireFault.Delay(random.nextInt(400));
        case 5 -> new WireFault.Trickle(20, random.nextInt(40));
        case 6 -> new WireFault.Duplicate();
        case 7 -> new WireFault.Damage(random.nextInt(100_000));
        case 8 -> new WireFault.Answer(500, 1);
        case 9 -> new WireFault.Answer(502, 1);
        case 10 -> new WireFault.Answer(random.nextBoolean() ? 503 : 429, 1);
        default -> new WireFault.Answer(460, 1);
      };
    }

    private Side side() {
      return random.nextBoolean() ? Side.SENDER : Side.RECEIVER;
    }

    /// Most are short; one in eight is as long as it may be.
    private int freeze() {
      int longest = Math.toIntExact(longestFreeze.toMillis());
      return random.nextInt(8) == 0 ? longest : Math.min(longest, 200 + random.nextInt(1_500));
    }

    private long clock() {
      long[] jumps = {0, 3_600_000, -3_600_000, 90_000_000, -90_000_000, 31_536_000_000L};
      return jumps[random.nextInt(jumps.length)] + random.nextInt(10_000);
    }
  }
}
