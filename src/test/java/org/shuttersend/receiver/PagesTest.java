package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.testkit.ManualClock;

/// The way in and out of the status page, as browsers speak.
class PagesTest {
  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:00:00Z"));

  private Rig rig() throws Exception {
    return new Rig(base, clock, Notifier.Options.NONE, EventStream.HEARTBEAT);
  }

  private static HttpRequest.Builder request(Rig rig, String path, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(rig.uri(path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static HttpResponse<String> get(Rig rig, String path, String cookie) throws Exception {
    return rig.send(request(rig, path, cookie));
  }

  private static HttpRequest.Builder form(Rig rig, String path, String cookie, String form) {
    return request(rig, path, cookie)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private static String cookie(HttpResponse<String> answer) {
    return header(answer, "Set-Cookie").split(";", 2)[0];
  }

  @Test
  void aTokenIsShownOnceAndACookieStandsForItUntilItIsTooOld() throws Exception {
    try (Rig rig = rig()) {
      assertThat(get(rig, "/", "").statusCode()).isEqualTo(303);
      assertThat(header(get(rig, "/", ""), "Location")).isEqualTo("/login");
      HttpResponse<String> asked = get(rig, "/login", "");
      assertThat(asked.body()).contains("<form method=\"post\" action=\"/login\">");
      assertThat(header(asked, "Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
      assertThat(header(asked, "Cache-Control")).isEqualTo("no-store");

      HttpResponse<String> wrong = rig.send(form(rig, "/login", "", "token=nobody%27s"));
      assertThat(wrong.statusCode()).isEqualTo(403);
      assertThat(wrong.body()).contains("This is not a token of this receiver.");
      assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();

      HttpResponse<String> in =
          rig.send(form(rig, "/login", "", "other=1&token=+" + Rig.TOKEN + "%0A"));
      assertThat(in.statusCode()).isEqualTo(303);
      assertThat(header(in, "Location")).isEqualTo("/");
      assertThat(header(in, "Set-Cookie"))
          .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000")
          .doesNotContain(Rig.TOKEN);
      String cookie = cookie(in);
      assertThat(get(rig, "/", cookie).body()).contains("Last photos", "No photos yet");
      assertThat(get(rig, "/", cookie + "x").statusCode()).isEqualTo(303);

      // It outlives the receiver, but not its time.
      rig.restart();
      clock.advance(Duration.ofDays(30).minusSeconds(1));
      assertThat(get(rig, "/", "first=1; " + cookie).statusCode()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(1));
      assertThat(get(rig, "/", cookie).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void theCookieOpensThePageAndItsPicturesAndNothingElse() throws Exception {
    try (Rig rig = rig()) {
      String cookie = cookie(rig.send(form(rig, "/login", "", "token=" + Rig.TOKEN)));
      for (String path : new String[] {"/api/jobs", "/api/events", "/api/hooks", "/metrics"}) {
        assertThat(get(rig, path, cookie).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(
              rig.send(request(rig, "/api/photos/x/preview", cookie).POST(BodyPublishers.noBody()))
                  .statusCode())
          .isEqualTo(401);
      assertThat(get(rig, "/api/photos/x/preview", "").statusCode()).isEqualTo(401);
      assertThat(get(rig, "/api/photos/x/preview", cookie).statusCode()).isEqualTo(404);

      HttpRequest.Builder foreign = form(rig, "/logout", cookie, "");
      assertThat(rig.send(foreign.header("Sec-Fetch-Site", "cross-site")).statusCode())
          .isEqualTo(403);
      assertThat(
              rig.send(
                      form(rig, "/login", "", "token=" + Rig.TOKEN)
                          .header("Sec-Fetch-Site", "same-site"))
                  .statusCode())
          .isEqualTo(403);
      assertThat(get(rig, "/", cookie).statusCode()).isEqualTo(200);
      HttpResponse<String> out =
          rig.send(form(rig, "/logout", cookie, "").header("Sec-Fetch-Site", "same-origin"));
      assertThat(header(out, "Set-Cookie")).contains("Max-Age=0");
      assertThat(get(rig, "/", cookie).statusCode()).isEqualTo(303);

      assertThat(rig.send(form(rig, "/login", "", "token=" + "x".repeat(9000))).statusCode())
          .isEqualTo(413);
      assertThat(rig.send(form(rig, "/login", "", "token=%zz")).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void itSpeaksTheBrowsersLanguage() throws Exception {
    try (Rig rig = rig()) {
      for (String[] one :
          new String[][] {
            {"fr-CA,en;q=0.5", "Jeton d&#39;accès", "lang=\"fr\""},
            {"en-GB,fr;q=0.5", "Access token", "lang=\"en\""},
            {"ja", "Access token", "lang=\"en\""},
            {"not a language;;", "Access token", "lang=\"en\""},
          }) {
        HttpResponse<String> answer =
            rig.send(request(rig, "/login", "").header("Accept-Language", one[0]));
        assertThat(answer.body()).as(one[0]).contains(one[1], one[2]);
      }
    }
  }
}
