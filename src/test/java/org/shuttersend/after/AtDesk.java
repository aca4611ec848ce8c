package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Trouble;

/// What tests of moving begin and end with, and look at.
abstract class AtDesk {
  @TempDir Path temp;
  Desk desk;
  private final AfterUpload after;

  AtDesk(AfterUpload after) {
    this.after = after;
  }

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(temp, after);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  final Path path(String name) {
    return desk.folder().root().resolve(name);
  }

  final List<Trouble.Kind> troubles() {
    return desk.mover().troubles().first().stream().map(Trouble::kind).toList();
  }

  final Optional<PhotoState> state(String path) {
    return desk.catalog().lists().inState(Optional.empty(), 50).stream()
        .filter(row -> row.ref().path().equals(path))
        .findFirst()
        .flatMap(row -> row.state());
  }
}
