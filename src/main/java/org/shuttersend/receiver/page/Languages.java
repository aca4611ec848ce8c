package org.shuttersend.receiver.page;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.shuttersend.text.Texts;

/// The languages the page speaks.
public final class Languages {
  private static final String BUNDLE = "org.shuttersend.receiver.page.page";
  private static final int LONGEST = 200;

  private final Texts english = new Texts(Locale.ENGLISH, BUNDLE);
  private final Texts french = new Texts(Locale.FRENCH, BUNDLE);

  /// The one the browser would like best.
  ///
  /// @param accepted as in `Accept-Language`
  public Texts of(String accepted) {
    if (accepted.isEmpty() || accepted.length() > LONGEST) {
      return english;
    }
    try {
      Locale best =
          Locale.lookup(
              Locale.LanguageRange.parse(accepted), List.of(Locale.ENGLISH, Locale.FRENCH));
      return Objects.equals(best, Locale.FRENCH) ? french : english;
    } catch (IllegalArgumentException e) {
      return english;
    }
  }
}
