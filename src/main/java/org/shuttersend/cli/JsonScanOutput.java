package org.shuttersend.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.Trouble;
import org.shuttersend.settle.Readiness;
import org.shuttersend.watch.Verdict;
import org.shuttersend.wire.Json;

/// One object a line, for scripts: `file`, `folder` (one that is not looked into), `trouble`, and
/// at the end `summary`.
final class JsonScanOutput implements ScanOutput {
  private final PrintStream out;

  JsonScanOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void file(ScanFinding finding) {
    var object = object("file");
    String path = finding.file().ref().path();
    object.put("path", path);
    object.put("photo", Grouping.key(path));
    object.put("size", finding.file().stamp().size());
    LeftOut.put(object, finding.verdict());
    if (finding.verdict().isSent()) {
      object.put("state", finding.known().map(JsonScanOutput::code));
      object.put("readiness", code(finding.readiness()));
    }
    out.println(Json.text(object));
  }

  @Override
  public void folder(FileRef folder, Verdict verdict) {
    var object = object("folder");
    object.put("path", folder.path());
    LeftOut.put(object, verdict);
    out.println(Json.text(object));
  }

  @Override
  public void trouble(Trouble trouble) {
    var object = object("trouble");
    object.put("kind", code(trouble.kind()));
    object.put("path", trouble.path());
    object.put("detail", trouble.detail());
    out.println(Json.text(object));
  }

  @Override
  public void summary(ScanTally tally) {
    var object = object("summary");
    object.put("photos", tally.photos());
    object.put("files", tally.sent().files());
    object.put("bytes", tally.sent().bytes());
    object.put("delivered", tally.delivered().files());
    for (Readiness readiness : Readiness.values()) {
      if (readiness != Readiness.COMPLETE) {
        ScanTally.Group group = tally.unready().get(readiness);
        object.put(code(readiness), group == null ? 0 : group.files());
      }
    }
    object.put("left_out", tally.leftOutFiles());
    object.put(
        "troubles", tally.troubles().values().stream().mapToLong(ScanTally.Group::files).sum());
    out.println(Json.text(object));
  }

  private static Map<String, Object> object(String event) {
    var object = new LinkedHashMap<String, Object>();
    object.put("event", event);
    return object;
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
