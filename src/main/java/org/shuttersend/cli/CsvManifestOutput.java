package org.shuttersend.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shuttersend.model.FileStamp;

/// As RFC 4180 says, with a head; the sentence about all of it goes elsewhere, so that the table is
/// nothing but a table.
final class CsvManifestOutput implements ManifestOutput {
  private static final String LINE_END = "\r\n";

  private final PrintStream out;
  private final String server;
  private final ManifestWords words;
  private final PrintStream forPeople;

  /// @param server where photos go
  /// @param forPeople gets the sentence about all of it
  CsvManifestOutput(PrintStream out, String server, ManifestWords words, PrintStream forPeople) {
    this.out = out;
    this.server = server;
    this.words = words;
    this.forPeople = forPeople;
  }

  @Override
  public void begin() {
    line(
        "path",
        "size",
        "modified",
        "sha256",
        "state",
        "receipt_at",
        "receipt_server",
        "receipt_sha256",
        "verdict",
        "detail");
  }

  @Override
  public void file(ManifestEntry entry) {
    Optional<ManifestEntry.Confirmed> receipt = entry.confirmed();
    line(
        entry.ref().path(),
        entry.stamp().map(stamp -> Long.toString(stamp.size())).orElse(""),
        entry.stamp().map(FileStamp::modified).map(Object::toString).orElse(""),
        entry.hash().map(Object::toString).orElse(""),
        entry.standing().state().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse(""),
        receipt.map(r -> r.at().toString()).orElse(""),
        receipt.map(_ -> server).orElse(""),
        receipt.map(r -> r.hash().toString()).orElse(""),
        entry.verdict().code(),
        words.detail(entry));
  }

  @Override
  public void summary(ManifestTally tally) {
    words.summary(tally).forEach(forPeople::println);
  }

  private void line(String... fields) {
    out.print(
        Arrays.stream(fields)
            .map(CsvManifestOutput::field)
            .collect(Collectors.joining(",", "", LINE_END)));
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
