package org.shuttersend.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.FolderBook;
import org.shuttersend.catalog.Lists;
import org.shuttersend.catalog.Tallies;
import org.shuttersend.catalog.UnsettledBook;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Unsettled;
import org.shuttersend.text.Texts;
import org.shuttersend.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shuttersend status`: how many photos are where, and how the hot folders are.
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
      Map<String, Long> moved = catalog.movedFiles().counts();
      Optional<Reason> unwritable = Catalog.unwritable(folder);
      Optional<Pace.Hold> hold =
          unwritable
              .map(reason -> new Pace.Hold(reason, Optional.empty()))
              .or(catalog.lists()::waiting);
      int vanished = catalog.lists().vanished(Instant.EPOCH, Lists.PAGE_LIMIT).size();
      List<FolderBook.Said> folders = catalog.folderBook().said();
      UnsettledBook.Said unsettled = catalog.unsettledBook().said();
      Optional<Pace> going = catalog.lists().going();
      if (json) {
        Map<String, Object> object = object(tally, moved, vanished, hold, folders, unsettled);
        going.ifPresent(pace -> object.put("pace", PaceLines.object(pace)));
        surroundings.out().println(Json.text(object));
      } else {
        print(tally);
        going.ifPresent(
            pace -> surroundings.out().println(PaceLines.text(pace, surroundings.texts())));
        print(moved);
        print(vanished, hold);
        print(unsettled);
        folders.forEach(this::print);
      }
      boolean attention =
          unwritable.isPresent()
              || tally.attention().photos() > 0
              || folders.stream().anyMatch(said -> said.troubles().needAttention());
      return attention ? Exit.ATTENTION : Exit.DONE;
    }
  }

  private static Map<String, Object> object(
      Tallies tally,
      Map<String, Long> moved,
      int vanished,
      Optional<Pace.Hold> hold,
      List<FolderBook.Said> folders,
      UnsettledBook.Said unsettled) {
    var states = new LinkedHashMap<String, Object>();
    for (PhotoState state : PhotoState.values()) {
      Tallies.Tally count = tally.of(state);
      var numbers = new LinkedHashMap<String, Object>();
      numbers.put("photos", count.photos());
      numbers.put("bytes", count.bytes());
      states.put(state.name().toLowerCase(Locale.ROOT), numbers);
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("states", states);
    object.put("moved", moved.values().stream().mapToLong(Long::longValue).sum());
    object.put("gone_unsent", vanished);
    hold.ifPresent(h -> {
      object.put("waiting", h.reason().code().name().toLowerCase(Locale.ROOT));
      h.until().ifPresent(until -> object.put("until", until));
    });
    object.put("unsettled", unsettled.count());
    object.put("unsettled_files", unsettled.first().stream().map(StatusCommand::file).toList());
    object.put("folders", folders.stream().map(FolderLine::of).toList());
    return object;
  }

  private static Map<String, Object> file(Unsettled file) {
    var object = new LinkedHashMap<String, Object>();
    object.put("folder", file.ref().folder().name());
    object.put("path", file.ref().path());
    object.put("state", RowLine.unsettled(Optional.of(file.why())));
    return object;
  }

  private void print(Map<String, Long> moved) {
    Texts texts = surroundings.texts();
    moved.forEach((goal, count) ->
        surroundings
            .out()
            .println(
                texts.get(
                    goal.isEmpty() ? "status.moved.trash" : "status.moved",
                    count,
                    texts.count(count),
                    Texts.printable(goal))));
  }

  private void print(UnsettledBook.Said unsettled) {
    Texts texts = surroundings.texts();
    PrintStream out = surroundings.out();
    if (unsettled.count() == 0) {
      return;
    }
    out.println(texts.get("status.unsettled", unsettled.count(), texts.count(unsettled.count())));
    for (Unsettled file : unsettled.first()) {
      out.println(
          texts.get(
              "status.unsettled.file",
              Texts.printable(file.ref().folder().name()),
              Texts.printable(file.ref().path()),
              texts.reason(file.why())));
    }
    long more = unsettled.count() - unsettled.first().size();
    if (more > 0) {
      out.println(texts.get("status.unsettled.more", texts.count(more)));
    }
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

  private void print(FolderBook.Said folder) {
    Texts texts = surroundings.texts();
    PrintStream out = surroundings.out();
    String health =
        folder.condition().map(texts::health).orElseGet(() -> texts.get("status.unwatched"));
    out.println(texts.get("status.folder", Texts.printable(folder.folder().name()), health));
    folder
        .watches()
        .filter(_ -> folder.condition().isPresent())
        .ifPresent(watches ->
            out.println(
                texts.get(
                    "status.watches",
                    texts.count(watches.folder()),
                    texts.count(watches.user()),
                    texts.count(watches.limit()))));
    for (Trouble trouble : folder.troubles().first()) {
      out.println(texts.get("status.trouble", texts.trouble(trouble)));
    }
    if (folder.troubles().others() > 0) {
      out.println(texts.get("status.troubles.more", texts.count(folder.troubles().others())));
    }
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
