package org.shuttersend.receiver.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.shuttersend.text.Texts;

/// What all pages have around them: one document with everything in it, and a policy by which the
/// browser runs and loads nothing else.
public final class Frame {
  private static final int NONCE_BYTES = 16;

  private final String style = resource("page.css");
  private final String script = resource("page.js");
  private final SecureRandom random = new SecureRandom();

  /// A page, and the `Content-Security-Policy` it is sent with.
  public record Page(String html, String policy) {}

  private static String resource(String name) {
    try (InputStream in = Frame.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param kind a word for the style
  /// @param body HTML
  /// @param live whether it keeps itself up to date
  Page around(Texts texts, String kind, String body, boolean live) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String script = live ? "<script nonce=\"%s\">%s</script>".formatted(nonce, this.script) : "";
    String refresh = live ? "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>" : "";
    String html =
        """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="same-origin">
        <title>%s</title>
        %s
        <style nonce="%s">%s</style>
        </head>
        <body class="%s">
        %s
        %s
        </body>
        </html>
        """
            .formatted(
                texts.locale().getLanguage().equals("fr") ? "fr" : "en",
                Html.text(texts.get("page.title")),
                refresh,
                nonce,
                style,
                kind,
                body,
                script);
    return new Page(html, policy(nonce));
  }

  private static String policy(String nonce) {
    return String.join(
        "; ",
        "default-src 'none'",
        "img-src 'self'",
        "connect-src 'self'",
        "style-src 'nonce-" + nonce + "'",
        "script-src 'nonce-" + nonce + "'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }
}
