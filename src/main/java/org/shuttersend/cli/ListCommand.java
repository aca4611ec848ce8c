package org.shuttersend.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Lists;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.text.Texts;
import org.shuttersend.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shuttersend list`: photos, the latest change first.
@Command(
    name = "list",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListCommand implements Callable<Integer> {
  private final Inputs inputs;
  private final Surroundings surroundings;

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--state", paramLabel = "S")
  private Optional<PhotoState> state = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100")
  private int limit;

  @Option(names = "--json")
  private boolean json;

  ListCommand(Inputs inputs, Surroundings surroundings) {
    this.inputs = inputs;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Refusal {
    inputs.between("--limit", limit, 1, Lists.PAGE_LIMIT);
    Path folder = data.orElseGet(surroundings.places()::data);
    try (Catalog catalog = CatalogReader.open(folder, surroundings.clock(), inputs)) {
      Optional<Pace.Hold> hold = catalog.lists().waiting();
      for (PhotoRow row : catalog.lists().inState(state, limit)) {
        surroundings.out().println(json ? Json.text(RowLine.of(row)) : line(row, hold));
      }
      return Exit.DONE;
    }
  }

  private String moved(PhotoRow row) {
    return row.ref().isMoved()
        ? "  " + surroundings.texts().get("list.moved", Texts.printable(row.ref().lies()))
        : "";
  }

  /// A photo that is in the senders' hands waits like all others while everything waits.
  private String line(PhotoRow row, Optional<Pace.Hold> hold) {
    Texts texts = surroundings.texts();
    boolean held = hold.isPresent() && row.state().filter(PhotoState.SENDING::equals).isPresent();
    Optional<PhotoState> now = held ? Optional.of(PhotoState.QUEUED) : row.state();
    String reason =
        (held ? hold.map(Pace.Hold::reason) : row.reason())
            .map(r -> "  " + texts.reason(r))
            .orElse("");
    String next =
        (held ? hold.flatMap(Pace.Hold::until) : row.until())
            .map(until -> Duration.between(surroundings.clock().instant(), until))
            .filter(Duration::isPositive)
            .map(wait -> "." + texts.get("watch.next", texts.duration(wait)))
            .orElse("");
    return "%s  %-22s %10s  %s/%s%s"
        .formatted(
            texts.timeOfDay(row.changed(), ZoneId.systemDefault()),
            now.map(s -> texts.get("state." + s.name())).orElse(""),
            texts.bytes(row.size()),
            row.ref().folder().name(),
            Texts.printable(row.ref().path()),
            moved(row) + reason + next + (row.cutOff() ? "  " + texts.get("list.cutOff") : ""));
  }
}
