package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.FaultyProxy;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;
import org.shuttersend.testkit.WireFault;

/// The real program with a catalog that is damaged, or that it cannot use: nothing is sent again,
/// and it says what is the matter.
@EnabledOnOs(OS.LINUX)
class CatalogRebuiltTest {
  private static final int PHOTOS = 50;

  @TempDir Path temp;

  private Studio studio = new Studio(Path.of(""));
  private Path hot = Path.of("");
  private Path data = Path.of("");
  private Path catalog = Path.of("");

  @BeforeEach
  void prepare() throws Exception {
    studio = new Studio(temp);
    hot = Files.createDirectory(temp.resolve("Hot"));
    data = temp.resolve("data of Hot");
    catalog = data.resolve("catalog.db");
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private void deliver() throws Exception {
    var random = new Random(5);
    for (int i = 0; i < PHOTOS; i++) {
      byte[] photo = new byte[2000];
      random.nextBytes(photo);
      Files.write(hot.resolve(i + ".jpg"), photo);
    }
    studio.receive();
    assertThat(studio.watchOnce(hot).await()).isZero();
    assertThat(states()).hasSize(PHOTOS).containsOnly("4");
  }

  private List<String> states() throws Exception {
    try (var sql = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        var rows = sql.createStatement().executeQuery("SELECT state FROM photo")) {
      var states = new ArrayList<String>();
      while (rows.next()) {
        states.add(rows.getString(1));
      }
      return states;
    }
  }

  /// Every upload, whatever its way, would be refused and tried again for ever.
  private Program watchWhereNothingCanBeUploaded() throws Exception {
    try (var proxy = new FaultyProxy(Integer.parseInt(studio.port()))) {
      proxy.listen();
      proxy.fault(Set.of("POST", "PATCH"), "/api/uploads", 0, new WireFault.Answer(422, 1));
      Program watch = studio.start(studio.watching(proxy.url(), hot, data, "--once", "--json"));
      assertThat(watch.await()).as("%s %s", watch.output(), watch.errors()).isZero();
      return watch;
    }
  }

  @Test
  void afterItWasMadeAnewFromNothingNoPhotoIsSentAgain() throws Exception {
    deliver();
    Files.writeString(catalog, "This is not a catalog. ".repeat(1000));
    Program watch = watchWhereNothingCanBeUploaded();
    assertThat(states()).hasSize(PHOTOS).containsOnly("6");
    assertThat(watch.errors())
        .singleElement()
        .asString()
        .startsWith("Shuttersend's catalog was damaged and had to be made anew.")
        .contains("is kept as " + data + "/catalog.db.damaged-", "not sent again");
    try (Stream<Path> received = Files.list(studio.into().resolve("studio/Hot"))) {
      assertThat(received).hasSize(PHOTOS);
    }
  }

  /// What a watcher says that cannot run as asked.
  private List<String> refusal(List<String> starter) {
    Program watch = studio.startBy(starter, studio.watching(hot, data, "--once"));
    assertThat(watch.await()).as("%s", watch.errors()).isEqualTo(2);
    assertThat(watch.errors()).noneMatch(line -> line.startsWith("\tat "));
    return watch.errors();
  }

  @Test
  void aFileThatMayNotBeWrittenIsRefusedInWords() throws Exception {
    Sandbox.needs("setpriv", "setpriv", "--version");
    deliver();
    for (Path closed : List.of(catalog, data)) {
      assertThat(closed.toFile().setWritable(false)).isTrue();
      List<String> said =
          refusal(
              List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"));
      assertThat(closed.toFile().setWritable(true)).isTrue();
      assertThat(said.getLast())
          .contains(data.toString())
          .containsAnyOf("may not be written", "Nothing can be written");
    }
    assertThat(states()).hasSize(PHOTOS).containsOnly("4");
  }

  @Test
  void aFullDiskIsRefusedInWords() throws Exception {
    Sandbox.needsNamespaces();
    studio.receive();
    Files.createDirectory(data);
    List<String> said =
        refusal(
            Sandbox.starter(
                "mount -t tmpfs -o size=64k full '%s'; head -c 60000 /dev/zero > '%s/ballast'"
                    .formatted(data, data)));
    assertThat(said.getLast()).contains("is full", "Free some space");
  }
}
