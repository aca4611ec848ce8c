package org.shuttersend.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rate as people write it: `500k`, `2M`, `2.5MB/s`; bytes per second, where k is a thousand and
/// M a million, as cameras, disks and this program's window count. `Ki` and `Mi` are 1024 and its
/// square. A number alone is bytes, as for curl. Bits are not taken: `2Mb` could mean either.
public final class RateText {
  private static final Pattern RATE =
      Pattern.compile(
          "(?<number>\\d{1,13}([.,]\\d{1,12})?)\\s?((?<unit>[kKmMgG])(?<binary>i)?)?[Bo]?(/s)?");
  private static final String UNITS = "kmg";
  private static final List<String> PRINTED = List.of("k", "M", "G");

  private RateText() {}

  /// Whole bytes per second, whatever their number; empty if it is no rate at all.
  public static OptionalLong read(String typed) {
    Matcher matcher = RATE.matcher(typed.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group("unit") == null ? "" : matcher.group("unit");
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1;
    int step = matcher.group("binary") == null ? 1000 : 1024;
    return OptionalLong.of(
        new BigDecimal(matcher.group("number").replace(',', '.'))
            .multiply(BigDecimal.valueOf(step).pow(power))
            .min(BigDecimal.valueOf(Long.MAX_VALUE))
            .longValue());
  }

  /// The shortest that [#read] takes back to the very same number.
  public static String write(long bytesPerSecond) {
    int power = bytesPerSecond < 1_000_000 ? 1 : bytesPerSecond < 1_000_000_000 ? 2 : 3;
    return BigDecimal.valueOf(bytesPerSecond)
            .movePointLeft(3 * power)
            .stripTrailingZeros()
            .toPlainString()
        + PRINTED.get(power - 1);
  }
}
