package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.Limits;

/// `watch`: which folders, to which server, with which token.
class WatchCommandTest extends CommandLine {
  @Test
  void watchStartsWithEverythingThatWasTyped() throws Exception {
    assertThat(
            run(watching("http://127.0.0.1:8088", "--once", "--json", hot("Tethered").toString())))
        .isEqualTo(Exit.DONE);
    assertThat(programs.started)
        .containsExactly(
            new Programs.WatchRequest(
                List.of(folder.resolve("Exports"), folder.resolve("Tethered")),
                URI.create("http://127.0.0.1:8088"),
                SECRET,
                folder.resolve("data"),
                true,
                true,
                Choosing.USUAL,
                AfterUpload.KEEP,
                Limits.USUAL));
    assertThat(programs.started.toString()).doesNotContain(SECRET);
  }

  @Test
  void aHotFolderThroughALinkIsItsTarget() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), hot("Exports"));
    String[] args = watching("http://localhost:1");
    args[1] = link.toString();
    assertThat(run(args)).isEqualTo(Exit.DONE);
    assertThat(((Programs.WatchRequest) programs.started.getFirst()).folders())
        .containsExactly(folder.resolve("Exports"));
  }

  @Test
  void aFolderThatIsNotThere() throws Exception {
    refuses("There is no folder", watching("http://localhost:1", folder.resolve("none")));
  }

  @Test
  void aFileIsNotAFolder() throws Exception {
    refuses("is a file", watching("http://localhost:1", token()));
  }

  @Test
  void foldersInOneAnother() throws Exception {
    refuses("lie one in the other", watching("http://localhost:1", hot("Exports/2026")));
  }

  @Test
  void theSameFolderThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), hot("Exports"));
    assertThat(run(watching("http://localhost:1", link))).isEqualTo(Exit.DONE);
    assertThat(((Programs.WatchRequest) programs.started.getFirst()).folders())
        .as("taken once")
        .hasSize(1);
  }

  @Test
  void foldersWhoseNamesOnlyBeginAlikeAreTwo() throws Exception {
    assertThat(run(watching("http://localhost:1", hot("Exports 2")))).isEqualTo(Exit.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "studio",
        "studio.example:8088",
        "ftp://studio.example",
        "http://",
        "http:///path",
        "https://studio.example:99999",
        "https://studio.example:0",
        "https://studio_nas:99999",
        "http://bad host",
        "file:///etc/passwd",
        "",
      })
  void whatIsNoAddress(String server) throws Exception {
    refuses("is not the address of a server", watching(server));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://studio.example",
        "http://192.168.1.7:8088",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://0.0.0.0:1",
        "http://[2001:db8::1]:1",
      })
  void plainHttpToOthers(String server) throws Exception {
    refuses("is not encrypted", watching(server));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8088",
        "HTTP://LOCALHOST",
        "http://127.0.0.1",
        "http://127.8.9.1:80",
        "http://[::1]:8088",
        "https://studio.example",
        "https://studio.example:8443/photos",
        "https://studio_nas:8443",
      })
  void addressesThatAreSafe(String server) throws Exception {
    assertThat(run(watching(server))).isEqualTo(Exit.DONE);
  }

  @Test
  void plainHttpWhereTheUserSaysSo() throws Exception {
    assertThat(run(watching("http://192.168.1.7:8088", "--allow-plain-http"))).isEqualTo(Exit.DONE);
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() throws Exception {
    refuses("holds a password", watching("https://me:" + SECRET + "@studio.example"));
  }

  @Test
  void aTokenFileThatCannotBeUsed() throws Exception {
    String[] args = watching("http://localhost:1");
    args[5] = folder.resolve("none").toString();
    refuses("There is no token file", args);
    Files.setPosixFilePermissions(token(), PosixFilePermissions.fromString("rw-r--r--"));
    args[5] = folder.resolve("token").toString();
    refuses("chmod 600", args);
    Files.setPosixFilePermissions(
        folder.resolve("token"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("token"), SECRET + " " + SECRET);
    refuses("does not hold one token", args);
  }

  @Test
  void watchWithoutWhatItNeeds() throws Exception {
    assertThat(run("watch", hot("Exports").toString())).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("--to").contains("--token-file");
    assertThat(run("watch")).isEqualTo(Exit.REFUSED);
    assertThat(programs.started).isEmpty();
  }
}
