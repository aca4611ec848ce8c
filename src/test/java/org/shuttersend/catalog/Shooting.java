package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// For tests of the order in which photos go.
abstract class Shooting extends OpenCatalog {
  static final long MB = 1_000_000;

  static ObservedFile photo(HotFolder of, String path, long bytes, Instant taken) {
    return new ObservedFile(new FileRef(of, path), new FileStamp(bytes, taken, ""));
  }

  void shoot(HotFolder of, String path, long bytes) {
    catalog.intake().settled(List.of(photo(of, path, bytes, clock.instant())));
  }

  void shoot(String... paths) {
    for (String path : paths) {
      shoot(folder, path, 8 * MB);
    }
  }

  List<Claim> claim(int limit) {
    return catalog.outbox().claim(limit, Set.of(1, 2, 3));
  }

  static List<String> paths(List<Claim> claims) {
    return claims.stream().map(claim -> claim.file().ref().path()).toList();
  }

  List<String> next(int limit) {
    return paths(claim(limit));
  }

  Claim only(String path) {
    Claim claim = claimOne();
    assertThat(claim.file().ref().path()).isEqualTo(path);
    return claim;
  }

  long id(String path) {
    return catalog.lists().inState(Optional.empty(), 100).stream()
        .filter(row -> row.ref().path().equals(path))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
