package org.shuttersend.ui.settings;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import org.shuttersend.text.Texts;

/// A field for one number, which may be empty. What it counts is whole; what is typed may be in
/// millions of it, as bytes are in MB.
final class NumberField extends TextField {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}([.,]\\d{1,9})?");
  private static final int LONGEST = 24;

  private final Range range;
  private final Texts texts;

  /// @param digits how many digits further left a number is typed: 0 as it is, 6 in millions
  /// @param problem key of the sentence with {0} the least and {1} the most
  record Range(long least, long most, int digits, String problem) {}

  NumberField(String id, Range range, Texts texts) {
    this.range = range;
    this.texts = texts;
    setId(id);
    getStyleClass().add("number-field");
    // A longer one is none, and the sentence says so.
    setTextFormatter(
        new TextFormatter<String>(
            change -> change.getControlNewText().length() <= LONGEST ? change : null));
  }

  void show(OptionalLong number) {
    setText(number.isPresent() ? typed(number.getAsLong()) : "");
  }

  boolean isBlank() {
    return getText().isBlank();
  }

  /// Empty where nothing is typed, or what is typed is wrong.
  OptionalLong number() {
    String text = getText().strip().replace(',', '.');
    if (!NUMBER.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal whole = new BigDecimal(text).movePointRight(range.digits);
    boolean usable =
        whole.stripTrailingZeros().scale() <= 0
            && whole.compareTo(BigDecimal.valueOf(range.least)) >= 0
            && whole.compareTo(BigDecimal.valueOf(range.most)) <= 0;
    return usable ? OptionalLong.of(whole.longValueExact()) : OptionalLong.empty();
  }

  /// Something is typed that is no number of the range.
  boolean isWrong() {
    return !isBlank() && number().isEmpty();
  }

  String problem() {
    return texts.get(range.problem, typed(range.least), texts.count(most()));
  }

  private long most() {
    return BigDecimal.valueOf(range.most).movePointLeft(range.digits).longValue();
  }

  private String typed(long number) {
    char point = DecimalFormatSymbols.getInstance(texts.locale()).getDecimalSeparator();
    BigDecimal shown = BigDecimal.valueOf(number).movePointLeft(range.digits);
    return (shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros())
        .toPlainString()
        .replace('.', point);
  }
}
