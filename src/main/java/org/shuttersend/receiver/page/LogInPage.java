package org.shuttersend.receiver.page;

import java.util.Optional;
import org.shuttersend.text.Texts;

/// Asks for the token, once for each browser.
public final class LogInPage {
  private final Frame frame;

  public LogInPage(Frame frame) {
    this.frame = frame;
  }

  /// @param trouble the key of why the last try did not work
  public Frame.Page page(Texts texts, Optional<String> trouble) {
    String said =
        trouble
            .map(key -> "<p class=\"trouble\" role=\"alert\">" + Html.text(texts.get(key)) + "</p>")
            .orElse("");
    String body =
        """
        <main>
        <form method="post" action="/login">
        <h1>%s</h1>
        <p>%s</p>
        <label for="token">%s</label>
        <input id="token" name="token" type="password" required autofocus
          autocomplete="current-password" spellcheck="false" maxlength="4096">
        %s
        <button type="submit">%s</button>
        </form>
        </main>
        """
            .formatted(
                Html.text(texts.get("page.title")),
                Html.text(texts.get("login.what")),
                Html.text(texts.get("login.token")),
                said,
                Html.text(texts.get("login.enter")));
    return frame.around(texts, "login", body, false);
  }
}
