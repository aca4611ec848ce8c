package org.shuttersend.cli;

import java.io.PrintStream;
import java.util.Map;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Trouble;
import org.shuttersend.settle.Readiness;
import org.shuttersend.text.Texts;
import org.shuttersend.watch.Verdict;

/// Sentences for people: what would be sent, and why the rest would not, with a few examples of
/// each; or first a line for every file.
final class TextScanOutput implements ScanOutput {
  private final PrintStream out;
  private final Texts texts;
  private final boolean all;

  /// @param all a line for every file, instead of examples
  TextScanOutput(PrintStream out, Texts texts, boolean all) {
    this.out = out;
    this.texts = texts;
    this.all = all;
  }

  @Override
  public void file(ScanFinding finding) {
    if (all) {
      line(
          finding.verdict().isSent() ? state(finding) : LeftOut.why(finding.verdict(), texts),
          texts.bytes(finding.file().stamp().size()),
          finding.file().ref().path());
    }
  }

  private String state(ScanFinding finding) {
    if (finding.known().isPresent()) {
      return texts.get("state." + finding.known().get().name());
    }
    return finding.readiness() == Readiness.COMPLETE
        ? texts.get("scan.sent")
        : texts.get("scan.ready." + finding.readiness().name());
  }

  @Override
  public void folder(FileRef folder, Verdict verdict) {
    if (all) {
      line(LeftOut.why(verdict, texts), "", folder.path() + "/");
    }
  }

  @Override
  public void trouble(Trouble trouble) {
    if (all) {
      line(
          texts.get("scan.trouble." + trouble.kind().name()),
          texts.system(trouble.detail()),
          trouble.path());
    }
  }

  private void line(String why, String size, String path) {
    out.printf("%-34s %10s  %s%n", why, size, Texts.printable(path));
  }

  @Override
  public void summary(ScanTally tally) {
    ScanTally.Group sent = tally.sent();
    out.println(
        sent.files() == 0
            ? texts.get(tally.delivered().files() == 0 ? "scan.nothing" : "scan.nothing.new")
            : texts.get(
                "scan.total",
                tally.photos(),
                texts.count(tally.photos()),
                files(sent),
                texts.bytes(sent.bytes())));
    examples(sent);
    if (tally.delivered().files() > 0) {
      ScanTally.Group delivered = tally.delivered();
      out.println(
          texts.get(
              "scan.delivered",
              delivered.files(),
              files(delivered),
              texts.bytes(delivered.bytes())));
      examples(delivered);
    }
    tally
        .unready()
        .forEach((readiness, group) ->
            group("scan.of", texts.get("scan.ready." + readiness.name()), group));
    groups("scan.left", tally.leftOut());
    groups("scan.folders", tally.folders());
    tally
        .troubles()
        .forEach((kind, group) ->
            group("scan.trouble", texts.get("scan.trouble." + kind.name()), group));
  }

  private void groups(String key, Map<Verdict, ScanTally.Group> groups) {
    groups.forEach((verdict, group) -> group(key, LeftOut.why(verdict, texts), group));
  }

  private void group(String key, String what, ScanTally.Group group) {
    out.println(
        texts.get(
            key, what, group.files(), texts.count(group.files()), texts.bytes(group.bytes())));
    examples(group);
  }

  private void examples(ScanTally.Group group) {
    if (all) {
      return;
    }
    for (ScanTally.Example file : group.examples()) {
      String detail = file.detail().isEmpty() ? "" : " (" + texts.system(file.detail()) + ")";
      out.println("    " + Texts.printable(file.path() + detail));
    }
    long more = group.files() - group.examples().size();
    if (more > 0) {
      out.println("    " + texts.get("scan.more", texts.count(more)));
    }
  }

  private String files(ScanTally.Group group) {
    return texts.get("scan.files", group.files(), texts.count(group.files()));
  }
}
