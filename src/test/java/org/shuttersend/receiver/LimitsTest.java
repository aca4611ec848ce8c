package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.shuttersend.destination.RateLimits;
import org.shuttersend.receiver.user.Role;

class LimitsTest extends StrictReceiver {
  @Test
  void moreThanTenQuestionsAboutJobsHaveToWait() throws Exception {
    for (int left = 9; left >= 0; left--) {
      HttpResponse<String> answer = rig.get("/api/jobs/none");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(header(answer, "RateLimit")).isEqualTo("\"job_details\";r=" + left + ";t=30");
    }
    clock.advance(Duration.ofMillis(18_500));
    HttpResponse<String> refused = rig.get("/api/admin/queue/jobs/none");
    assertProblem(
        refused,
        429,
        "http-problem-types#quota-exceeded",
        "Too many requests. Please wait.",
        "\"retry_after\":12",
        "\"endpoint\":\"job_details\"");
    assertThat(header(refused, "Retry-After")).isEqualTo("12");
    assertThat(header(refused, "RateLimit")).isEqualTo("\"job_details\";r=0;t=12");
    assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"job_details\";q=10;w=30");
    assertThat(
            RateLimits.in(Headers.of("RateLimit", header(refused, "RateLimit")), clock.instant()))
        .as("as our sender reads it")
        .contains(new RateLimits.Quota(0, Duration.ofSeconds(12)));

    String anna = user("Anna", Role.USER);
    assertThat(rig.send(rig.requestBy(anna, "/api/jobs/none")).statusCode())
        .as("another user")
        .isEqualTo(404);
    assertThat(rig.get("/api/jobs?after=0").statusCode()).as("all at once").isEqualTo(200);
    clock.advance(Duration.ofSeconds(12));
    assertThat(rig.get("/api/jobs/none").statusCode()).isEqualTo(404);
  }

  @Test
  void uploadsOfBothKindsAreLimitedAndNothingIsKeptOfWhatIsRefused() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(form().statusCode()).isEqualTo(400);
    }
    assertProblem(form(), 429, "\"endpoint\":\"uploads\"", "\"retry_after\":60");
    for (int i = 0; i < 6; i++) {
      HttpResponse<String> made = rig.upload("k" + i, i + ".jpg", photo(i, 10));
      assertThat(made.statusCode()).isEqualTo(201);
      assertThat(header(made, "RateLimit")).as("the sender goes as fast as it can").isEmpty();
    }
    assertProblem(
        rig.upload("k9", "9.jpg", photo(9, 10)),
        429,
        "\"endpoint\":\"tus_uploads\"",
        "\"retry_after\":60");
    assertThat(rig.files()).hasSize(6);
    assertThat(rig.uploads()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(rig.upload("k9", "9.jpg", photo(9, 10)).statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> form() throws Exception {
    return rig.send(
        rig.request("/api/photos")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString("--b\r\nhalf")));
  }

  @Test
  void whoGuessesTokensIsSlowedDownAndARightOnePasses() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertProblem(rig.send(rig.requestBy("guess " + i, "/api/jobs")), 401);
    }
    HttpResponse<String> refused = rig.send(rig.requestBy("guess", "/api/jobs"));
    assertProblem(refused, 429, "\"endpoint\":\"login\"", "\"retry_after\":60");
    assertThat(header(refused, "Retry-After")).isEqualTo("60");
    assertThat(rig.get("/api/jobs").statusCode()).isEqualTo(200);
    assertThat(rig.send(rig.requestBy(user("Anna", Role.USER), "/api/jobs")).statusCode())
        .isEqualTo(200);
    clock.advance(Duration.ofMinutes(1));
    assertProblem(rig.send(rig.requestBy("guess", "/api/jobs")), 401);
  }
}
