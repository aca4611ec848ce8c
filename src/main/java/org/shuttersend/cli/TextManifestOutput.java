package org.shuttersend.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.shuttersend.model.FileStamp;
import org.shuttersend.text.Texts;

/// A line for each file, and at the end what they come to, where somebody who reads a terminal
/// looks first.
final class TextManifestOutput implements ManifestOutput {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final Texts texts;
  private final ManifestWords words;

  TextManifestOutput(PrintStream out, Texts texts, ManifestWords words) {
    this.out = out;
    this.texts = texts;
    this.words = words;
  }

  @Override
  public void begin() {
    // The lines speak for themselves.
  }

  @Override
  public void file(ManifestEntry entry) {
    String why = words.detail(entry);
    String confirmed =
        entry
            .confirmed()
            .map(receipt -> "  " + texts.get("manifest.at", time(receipt.at())))
            .orElse("");
    out.println(
        "%-36s %10s  %-19s  %-64s  %s%s%s"
            .formatted(
                words.verdict(entry),
                entry.stamp().map(stamp -> texts.bytes(stamp.size())).orElse(""),
                entry.stamp().map(FileStamp::modified).map(TextManifestOutput::time).orElse(""),
                entry.hash().map(Object::toString).orElse(""),
                Texts.printable(entry.ref().path()),
                confirmed,
                why.isEmpty() ? "" : "  (" + why + ")"));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  @Override
  public void summary(ManifestTally tally) {
    words.summary(tally).forEach(out::println);
  }
}
