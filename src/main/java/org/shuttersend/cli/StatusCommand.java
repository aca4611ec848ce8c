package org.shuttersend.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Lists;
import org.shuttersend.catalog.Tallies;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoState;
import org.shuttersend.text.Texts;
import org.shuttersend.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shuttersend status`: how many photos are where.
@Command(
    name = "status",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {
  private final Inputs inputs;
  private final Surroundings surroundings;

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--json")
  private boolean json;

  StatusCommand(Inputs inputs, Surroundings surroundings) {
    this.inputs = inputs;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Refusal {
    Path folder = data.orElseGet(surroundings.places()::data);
    try (Catalog catalog = CatalogReader.open(folder, surroundings.clock(), inputs)) {
      Tallies tally = catalog.lists().tally();
      Optional<Pace.Hold> hold = catalog.lists().waiting();
      int vanished = catalog.lists().vanished(Instant.EPOCH, Lists.PAGE_LIMIT).size();
      if (json) {
        surroundings.out().println(Json.text(object(tally, vanished, hold)));
      } else {
        print(tally);
        print(vanished, hold);
      }
      return tally.attention().photos() > 0 ? Exit.ATTENTION : Exit.DONE;
    }
  }

  private static Map<String, Object> object(Tallies tally, int vanished, Optional<Pace.Hold> hold) {
    var states = new LinkedHashMap<String, Object>();
    for (PhotoState state : PhotoState.values()) {
      Tallies.Tally count = tally.of(state);
      states.put(
          state.name().toLowerCase(Locale.ROOT),
          Map.of("photos", count.photos(), "bytes", count.bytes()));
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("states", states);
    object.put("gone_unsent", vanished);
    hold.ifPresent(h -> {
      object.put("waiting", h.reason().code().name().toLowerCase(Locale.ROOT));
      h.until().ifPresent(until -> object.put("until", until));
    });
    return object;
  }

  private void print(int vanished, Optional<Pace.Hold> hold) {
    Texts texts = surroundings.texts();
    if (vanished > 0) {
      surroundings.out().println(texts.get("status.gone", vanished, texts.count(vanished)));
    }
    hold.ifPresent(h -> {
      String next =
          h.until()
              .map(until -> Duration.between(surroundings.clock().instant(), until))
              .filter(Duration::isPositive)
              .map(wait -> texts.get("watch.next", texts.duration(wait)))
              .orElse("");
      surroundings.out().println(texts.get("status.waiting", texts.reason(h.reason()), next));
    });
  }

  private void print(Tallies tally) {
    Texts texts = surroundings.texts();
    boolean any = false;
    for (PhotoState state : PhotoState.values()) {
      Tallies.Tally count = tally.of(state);
      if (count.photos() > 0) {
        any = true;
        surroundings
            .out()
            .printf(
                "%-28s %10s %12s%n",
                texts.get("state." + state.name()),
                texts.count(count.photos()),
                texts.bytes(count.bytes()));
      }
    }
    if (!any) {
      surroundings.out().println(texts.get("status.nothing"));
    }
  }
}
