package org.shuttersend.receiver.page;

import org.shuttersend.text.Texts;

/// Text inside HTML, also inside a quoted attribute.
final class Html {
  private Html() {}

  /// Whatever somebody wrote into a name: shown as it is, obeyed by nobody.
  static String text(String text) {
    var html = new StringBuilder(text.length() + 16);
    Texts.printable(text)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(c);
          }
        });
    return html.toString();
  }
}
