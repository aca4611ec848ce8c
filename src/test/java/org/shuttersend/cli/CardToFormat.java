package org.shuttersend.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.TestServer;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.watch.Whereabouts;

/// A card, its photos' lives in a catalog, and `manifest` typed on it.
abstract class CardToFormat extends CommandLine {
  final int[] keys = new int[1];
  Path data = Path.of("");
  Path root = Path.of("");
  Catalog catalog;
  HotFolder hot;
  TestServer server;

  @BeforeEach
  void card() throws IOException {
    server = new TestServer();
    data = folder.resolve("data");
    root = hot("Card");
    catalog = Catalog.open(data, clock, () -> "key-" + keys[0]++);
    hot = catalog.activate(List.of(root)).getFirst();
    catalog.target(server.address().toString(), Optional.of("i-1"));
  }

  @AfterEach
  void end() {
    catalog.close();
    server.close();
  }

  ObservedFile queue(String path, String content) throws IOException {
    ObservedFile file = Whereabouts.of(root).placed(HotFolders.write(hot, path, content));
    catalog.folderBook().connected(hot, Map.of("", file.disk()));
    catalog.intake().settled(List.of(file));
    return file;
  }

  Claim claim() {
    return catalog.outbox().claim(1, Set.of(hot.id())).getFirst();
  }

  /// Accepted by the server, with its hash and its job.
  ContentHash accept(String path, String content) throws IOException {
    ObservedFile file = queue(path, content);
    ContentHash hash = HotFolders.hash(file.ref().file());
    for (AfterHash after :
        catalog.outbox().hashed(List.of(new Outbox.Hashed(claim(), hash)), false)) {
      if (after instanceof AfterHash.Ready(Claim ready)) {
        catalog
            .outbox()
            .accepted(ready, new Receipt(Optional.of(hash), Optional.of("job " + path)));
      }
    }
    return hash;
  }

  ContentHash deliver(String path, String content) throws IOException {
    ContentHash hash = accept(path, content);
    catalog
        .jobs()
        .changed(List.of(new JobChange("job " + path, JobState.DONE, 1, Optional.empty())));
    return hash;
  }

  int manifest(String... more) {
    out.reset();
    err.reset();
    var args = new ArrayList<>(List.of("manifest", "--data", data.toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  int offline(String... more) {
    var args = new ArrayList<>(List.of(root.toString(), "--offline"));
    args.addAll(List.of(more));
    return manifest(args.toArray(String[]::new));
  }

  String verdict(String path) {
    return out()
        .lines()
        .filter(line -> line.contains("\"path\":\"" + path + "\""))
        .map(line -> line.replaceAll(".*\"verdict\":\"(\\w+)\".*", "$1"))
        .findFirst()
        .orElse("not told");
  }
}
