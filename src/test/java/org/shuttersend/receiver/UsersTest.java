package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.UserBook.Removal;

class UsersTest extends StrictReceiver {
  private HttpResponse<String> get(String token, String path) throws Exception {
    return rig.send(rig.requestBy(token, path));
  }

  private HttpResponse<String> upload(String token, String key, byte[] content) throws Exception {
    HttpRequest.Builder request =
        rig.creation(key, "a.jpg", content)
            .setHeader("Authorization", "Bearer " + token)
            .header("Content-Type", "application/offset+octet-stream");
    return rig.send(request.POST(BodyPublishers.ofByteArray(content)));
  }

  @Test
  void eachUserHasPhotosAndJobsOfTheirOwn() throws Exception {
    String anna = user("Anna", Role.USER);
    String bo = user("Bo", Role.USER);
    String job = header(upload(anna, "key", photo(1, 10)), "Shuttersend-Job");
    upload(bo, "key", photo(1, 10));
    assertThat(rig.into().resolve("Anna/Hot/a.jpg")).hasBinaryContent(photo(1, 10));
    assertThat(rig.into().resolve("Bo/Hot/a.jpg")).hasBinaryContent(photo(1, 10));
    assertThat(get(anna, "/api/jobs/" + job).statusCode()).isEqualTo(200);
    assertThat(get(anna, "/api/admin/queue/jobs/" + job).statusCode()).isEqualTo(200);
    assertProblem(get(bo, "/api/jobs/" + job), 404);
    assertProblem(get(bo, "/api/admin/queue/jobs/" + job), 404);
    assertThat(get(bo, "/api/jobs?after=0").body()).doesNotContain(job);
    assertProblem(get(Rig.TOKEN, "/api/jobs/" + job), 404);
  }

  @Test
  void onlyAnAdminAdministers() throws Exception {
    String anna = user("Anna", Role.USER);
    String chief = user("Chief", Role.ADMIN);
    assertThat(get(anna, "/api/admin/queue/stats").statusCode()).isEqualTo(200);
    assertProblem(get(anna, "/api/admin/anything"), 403, "\"code\":\"forbidden\"");
    assertProblem(
        rig.send(rig.requestBy(anna, "/api/admin/queue/stats").POST(BodyPublishers.noBody())), 403);
    assertProblem(get(chief, "/api/admin/anything"), 404);
    assertProblem(get(Rig.TOKEN, "/api/admin/anything"), 404);
  }

  @Test
  void aTokenThatWasTakenAwayIsRefusedSoon() throws Exception {
    String anna = user("Anna", Role.USER);
    assertThat(get(anna, "/api/jobs").statusCode()).isEqualTo(200);
    String newer;
    try (Accounts accounts = Accounts.open(rig.data(), clock)) {
      newer = accounts.renew("Anna").orElseThrow().text();
      clock.advance(Duration.ofSeconds(5));
      assertProblem(get(anna, "/api/jobs"), 401);
      assertThat(get(newer, "/api/jobs").statusCode()).isEqualTo(200);
      assertThat(accounts.remove("Anna")).isEqualTo(Removal.REMOVED);
    }
    clock.advance(Duration.ofSeconds(5));
    assertProblem(get(newer, "/api/jobs"), 401);
  }

  /// Streams last for hours.
  @Test
  void aStreamEndsWithTheTokenItWasOpenedWith() throws Exception {
    String anna = user("Anna", Role.USER);
    HttpResponse<InputStream> stream =
        rig.client().send(rig.requestBy(anna, "/api/events").build(), BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    try (Accounts accounts = Accounts.open(rig.data(), clock)) {
      assertThat(accounts.remove("Anna")).isEqualTo(Removal.REMOVED);
    }
    clock.advance(Duration.ofSeconds(5));
    // How long the queue is, is told to everybody.
    upload(Rig.TOKEN, "key", photo(1, 10));
    assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8)).contains("retry:");
  }

  @Test
  void theReceiversOwnUserIsAnAdminAndStays() throws Exception {
    try (Accounts accounts = Accounts.open(rig.data(), clock)) {
      assertThat(accounts.list()).singleElement().matches(u -> u.own() && u.user().isAdmin());
      assertThat(accounts.remove(Rig.USER)).isEqualTo(Removal.OWN);
      assertThat(accounts.remove("nobody")).isEqualTo(Removal.UNKNOWN);
    }
    rig.restart();
    assertThat(get(Rig.TOKEN, "/api/jobs").statusCode()).isEqualTo(200);
  }
}
