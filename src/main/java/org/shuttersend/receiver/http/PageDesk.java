package org.shuttersend.receiver.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuttersend.receiver.page.Frame;
import org.shuttersend.receiver.page.Languages;
import org.shuttersend.receiver.page.LogInPage;
import org.shuttersend.receiver.page.Sessions;
import org.shuttersend.receiver.page.StatusBook;
import org.shuttersend.receiver.page.StatusPage;
import org.shuttersend.receiver.page.Visitor;
import org.shuttersend.text.Texts;

/// The status page and the way in and out of it.
final class PageDesk {
  private static final int MAX_FORM = 8 * 1024;
  private static final String FIELD = "token=";

  private final Sessions sessions;
  private final StatusBook book;
  private final Clock clock;
  private final Keeper keeper;
  private final Languages languages = new Languages();
  private final StatusPage statusPage;
  private final LogInPage logInPage;

  PageDesk(Sessions sessions, StatusBook book, Clock clock, Keeper keeper) {
    this.sessions = sessions;
    this.book = book;
    this.clock = clock;
    this.keeper = keeper;
    var frame = new Frame();
    this.statusPage = new StatusPage(frame);
    this.logInPage = new LogInPage(frame);
  }

  /// `GET /`.
  void status(Exchange exchange) throws IOException {
    Optional<Visitor> visitor = visitor(exchange);
    if (visitor.isEmpty()) {
      exchange.lead(Pages.LOG_IN);
      return;
    }
    exchange.page(
        200,
        statusPage.page(
            texts(exchange),
            visitor.get(),
            book.now(visitor.get()),
            clock.instant(),
            clock.getZone()));
  }

  /// `GET /login`.
  void form(Exchange exchange) throws IOException {
    if (visitor(exchange).isPresent()) {
      exchange.lead(Pages.HOME);
    } else {
      exchange.page(200, logInPage.page(texts(exchange), Optional.empty()));
    }
  }

  /// `POST /login`.
  void logIn(Exchange exchange) throws IOException {
    refuseStrangers(exchange);
    String token = token(exchange);
    Optional<Visitor> visitor;
    try {
      visitor = token.isEmpty() ? Optional.empty() : keeper.shown(exchange, token);
    } catch (Refusal e) {
      e.headers().forEach(exchange::set);
      exchange.page(
          e.problem().status(), logInPage.page(texts(exchange), Optional.of("login.later")));
      return;
    }
    if (visitor.isEmpty()) {
      exchange.page(403, logInPage.page(texts(exchange), Optional.of("login.wrong")));
      return;
    }
    exchange.cookie(sessions.begin(Sessions.hash(token)), Sessions.LIFE.toSeconds());
    exchange.lead(Pages.HOME);
  }

  /// `POST /logout`.
  void logOut(Exchange exchange) throws IOException {
    refuseStrangers(exchange);
    exchange.cookie().ifPresent(sessions::end);
    exchange.cookie("", 0);
    exchange.lead(Pages.LOG_IN);
  }

  private Optional<Visitor> visitor(Exchange exchange) {
    return exchange.cookie().flatMap(sessions::tokenHash).flatMap(keeper::byHash);
  }

  /// A form on somebody else's page may not log anybody in or out. Browsers say where a request
  /// comes from.
  private static void refuseStrangers(Exchange exchange) {
    String from = exchange.header("Sec-Fetch-Site").orElse("same-origin");
    if (!from.equals("same-origin") && !from.equals("none")) {
      throw Refusal.of(403, "This form belongs to another page");
    }
  }

  private static String token(Exchange exchange) throws IOException {
    byte[] form = exchange.body().readNBytes(MAX_FORM + 1);
    if (form.length > MAX_FORM) {
      throw Refusal.of(413, "The form is longer than " + MAX_FORM + " bytes");
    }
    try {
      return Stream.of(new String(form, StandardCharsets.UTF_8).split("&", -1))
          .filter(field -> field.startsWith(FIELD))
          .map(field -> URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8))
          .findFirst()
          .orElse("")
          .strip();
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "malformed", "This is no form");
    }
  }

  private Texts texts(Exchange exchange) {
    return languages.of(exchange.header("Accept-Language").orElse(""));
  }
}
