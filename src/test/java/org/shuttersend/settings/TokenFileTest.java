package org.shuttersend.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.settings.TokenFile.Result;

class TokenFileTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, content);
    permit(file, "rw-------");
    return file;
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc-DEF_123", "abc-DEF_123\n", "  abc-DEF_123 \r\n"})
  void oneTokenOnOneLine(String content) throws Exception {
    assertThat(TokenFile.read(file(content))).isEqualTo(new Result.Token("abc-DEF_123"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "two words", "two\nlines", "caf\u00e9", "nul\u0000", "\ufeffbom"})
  void whatIsNotAToken(String content) throws Exception {
    assertThat(TokenFile.read(file(content))).isEqualTo(new Result.Malformed());
  }

  @Test
  void aPhotoIsNotAToken() throws Exception {
    assertThat(TokenFile.read(file("x".repeat(5000)))).isEqualTo(new Result.Malformed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void whatOthersCouldReadOrChangeIsNotUsed(String permissions) throws Exception {
    Path file = file("token");
    permit(file, permissions);
    assertThat(TokenFile.read(file)).isEqualTo(new Result.ReadableByOthers());
    assertThat(TokenFile.readOrCreate(file, new SecureRandom()))
        .isEqualTo(new Result.ReadableByOthers());
    assertThat(Files.readString(file)).isEqualTo("token");
  }

  @Test
  void aMissingOneAndAFolder() {
    assertThat(TokenFile.read(folder.resolve("none"))).isEqualTo(new Result.Missing());
    assertThat(TokenFile.read(folder)).isNotInstanceOf(Result.Token.class);
  }

  @Test
  void aNewOneIsRandomAndOnlyItsOwnersAndStays() throws Exception {
    Path file = folder.resolve("deep/down/token");
    Result made = TokenFile.readOrCreate(file, new SecureRandom());
    assertThat(made).isInstanceOf(Result.Token.class);
    assertThat(((Result.Token) made).value()).hasSizeGreaterThanOrEqualTo(43);
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThat(TokenFile.readOrCreate(file, new SecureRandom())).isEqualTo(made);
    assertThat(TokenFile.readOrCreate(folder.resolve("other"), new SecureRandom()))
        .isNotEqualTo(made);
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  /// The file was there before the token was in it: a second start read it empty.
  @Test
  void twoThatStartAtOnceAgree() throws Exception {
    int starts = 8;
    try (var threads = Executors.newFixedThreadPool(starts)) {
      for (int round = 0; round < 100; round++) {
        Path file = folder.resolve("token-" + round);
        var together = new CyclicBarrier(starts);
        var results = new ArrayList<Future<Result>>();
        for (int i = 0; i < starts; i++) {
          results.add(
              threads.submit(() -> {
                together.await();
                return TokenFile.readOrCreate(file, new SecureRandom());
              }));
        }
        Result first = results.getFirst().get();
        assertThat(first).isInstanceOf(Result.Token.class);
        for (Future<Result> result : results) {
          assertThat(result.get()).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void aTokenNeverShowsItself() {
    assertThat(List.of(new Result.Token("secret")).toString()).doesNotContain("secret");
  }
}
