package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.destination.Gate;
import org.shuttersend.destination.TestServer;
import org.shuttersend.destination.studio.StudioConnector;
import org.shuttersend.model.ContentHash;
import org.shuttersend.text.Texts;

/// `manifest` asks the server what it has now.
class ManifestAskingTest extends CardToFormat {
  private static final String CAPABILITIES =
      """
      {"name":"shuttersend","version":"1","instance":"i-1","limits":{},"protocols":[],"features":[]}
      """;

  private int asking(String... more) throws IOException {
    var args = new ArrayList<>(List.of(root.toString(), "--token-file", token().toString()));
    args.addAll(List.of(more));
    return manifest(args.toArray(String[]::new));
  }

  @Test
  void theServerIsAskedWhatItHasNow() throws IOException {
    ContentHash here = deliver("here.jpg", "here");
    ContentHash lost = deliver("lost.jpg", "lost");
    server.answers(TestServer.json(CAPABILITIES), TestServer.json(has(here, "done", lost)));
    assertThat(asking("--format", "json")).as(err()).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("here.jpg")).isEqualTo("safe");
    assertThat(verdict("lost.jpg")).isEqualTo("not_on_server");
    server.answers(TestServer.json(CAPABILITIES), TestServer.json(has(lost, "running", here)));
    assertThat(asking("--format", "json")).isEqualTo(Exit.ATTENTION);
    assertThat(verdict("lost.jpg")).as("not processed there yet").isEqualTo("not_on_server");
  }

  private static String has(ContentHash had, String job, ContentHash not) {
    return """
    {"items":[{"key":"%s","verdict":"have","photo_id":"p","job_id":"j","job_state":"%s"},
      {"key":"%s","verdict":"send"}]}
    """
        .formatted(had.hex(), job, not.hex());
  }

  @Test
  void theQuestionHasNoPathSoThatTheServerMovesNothing() throws Exception {
    ContentHash hash = deliver("here.jpg", "here");
    server.answers(TestServer.json(CAPABILITIES), TestServer.json(has(hash, "done", hash)));
    asking();
    server.request();
    assertThat(server.request().getBody().utf8())
        .contains(hash.hex())
        .doesNotContain("here.jpg")
        .doesNotContain("Card");
  }

  @Test
  void aServerThatDoesNotAnswerMeansThatNothingIsSaid() throws IOException {
    deliver("here.jpg", "here");
    server.answers(TestServer.json(CAPABILITIES), TestServer.answer(401));
    assertThat(asking()).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("could not be asked", "access token", "--offline");
    assertThat(out()).doesNotContain("safe");
    assertThat(manifest(root.toString())).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("--token-file");
  }

  @Test
  void waitsWhereTheServerAsksForThatButNotForEver() throws Exception {
    ContentHash hash = deliver("here.jpg", "here");
    var rests = new ArrayList<Duration>();
    try (var http = connect(rests)) {
      server.answers(
          TestServer.answer(429).setHeader("Retry-After", "7"),
          TestServer.answer(500),
          TestServer.json(has(hash, "done", hash)));
      assertThat(http.of(Set.of(hash))).contains(Set.of(hash));
      assertThat(rests).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
      for (int i = 0; i < 5; i++) {
        server.answers(TestServer.answer(500));
      }
      assertThatThrownBy(() -> http.of(Set.of(hash))).isInstanceOf(Refusal.class);
      assertThat(rests).hasSize(6);
      server.answers(TestServer.answer(503).setHeader("Retry-After", "3000"));
      assertThatThrownBy(() -> http.of(Set.of(hash))).isInstanceOf(Refusal.class);
      assertThat(rests).hasSize(6);
    }
  }

  private AskedServer connect(List<Duration> rests) throws Refusal {
    server.answers(TestServer.json(CAPABILITIES));
    var texts = new Texts(locale, RootCommand.TEXTS);
    return AskedServer.connect(
        new StudioConnector(server.address(), TestServer.TOKEN, server.clock(), Gate.OPEN),
        new Inputs(texts),
        texts,
        server.clock(),
        rests::add);
  }
}
