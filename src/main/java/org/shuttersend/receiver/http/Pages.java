package org.shuttersend.receiver.http;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.page.Sessions;
import org.shuttersend.receiver.page.StatusBook;
import org.shuttersend.receiver.store.JobBook;

/// What browsers are shown, and who they are: a token is typed in once and a cookie stands for it
/// from then on. The cookie opens these pages and the previews on them, and nothing else.
public final class Pages {
  static final String HOME = "/";
  static final String LOG_IN = "/login";
  static final String LOG_OUT = "/logout";
  static final String COOKIE = "shuttersend_session";

  private static final Set<String> OPEN = Set.of(HOME, LOG_IN, LOG_OUT);
  private static final String PREVIEWS = "/api/photos/";
  private static final String PREVIEW = "/preview";

  private final Sessions sessions;
  private final StatusBook book;
  private final Clock clock;

  public Pages(Database database, JobBook jobs, Clock clock) {
    this.sessions = new Sessions(database, clock);
    this.book = new StatusBook(database, jobs);
    this.clock = clock;
  }

  /// Whether nobody is asked for a token there: the page asks itself.
  static boolean isOpen(String path) {
    return OPEN.contains(path);
  }

  /// The hash of the token of whoever asks for a preview with the cookie.
  Optional<String> atPreview(Request request, String path) {
    return request.getMethod().equals("GET") && path.startsWith(PREVIEWS) && path.endsWith(PREVIEW)
        ? cookie(request).flatMap(sessions::tokenHash)
        : Optional.empty();
  }

  static Optional<String> cookie(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  Routes on(Routes routes, Keeper keeper) {
    var desk = new PageDesk(sessions, book, clock, keeper);
    return routes
        .at("GET", HOME, desk::status)
        .at("GET", LOG_IN, desk::form)
        .at("POST", LOG_IN, desk::logIn)
        .at("POST", LOG_OUT, desk::logOut);
  }
}
