package org.shuttersend.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Grouping;
import org.shuttersend.wire.Json;

/// One object a line, for scripts: `file` for each, and at the end `summary`: without it, the
/// manifest is not whole.
final class JsonManifestOutput implements ManifestOutput {
  private final PrintStream out;
  private final String server;

  /// @param server where photos go
  JsonManifestOutput(PrintStream out, String server) {
    this.out = out;
    this.server = server;
  }

  @Override
  public void begin() {
    // Every line says what it is.
  }

  @Override
  public void file(ManifestEntry entry) {
    var object = object("file");
    object.put("path", entry.ref().path());
    object.put("photo", Grouping.key(entry.ref().path()));
    object.put("size", entry.stamp().map(FileStamp::size));
    object.put("modified", entry.stamp().map(FileStamp::modified));
    object.put("sha256", entry.hash().map(Object::toString));
    object.put("state", entry.standing().state().map(s -> s.name().toLowerCase(Locale.ROOT)));
    object.put("reason", entry.standing().reason().map(RowLine.ReasonLine::of));
    object.put("receipt", entry.confirmed().map(this::receipt));
    object.put("left_out", entry.leftOut().map(LeftOut::code));
    object.put("trouble", entry.trouble().map(FolderLine::trouble));
    object.put("verdict", entry.verdict().code());
    out.println(Json.text(object));
  }

  private Map<String, Object> receipt(ManifestEntry.Confirmed confirmed) {
    var object = new LinkedHashMap<String, Object>();
    object.put("at", confirmed.at());
    object.put("server", server);
    object.put("sha256", confirmed.hash().toString());
    return object;
  }

  @Override
  public void summary(ManifestTally tally) {
    var object = object("summary");
    object.put("safe", tally.isSafe());
    object.put("photos", tally.photos());
    object.put("unsafe_photos", tally.unsafePhotos());
    object.put("asked", tally.isAsked());
    var files = new LinkedHashMap<String, Object>();
    for (ManifestVerdict verdict : ManifestVerdict.values()) {
      files.put(verdict.code(), tally.files(verdict));
    }
    object.put("files", files);
    object.put("server", Optional.of(server).filter(address -> !address.isEmpty()));
    out.println(Json.text(object));
  }

  private static Map<String, Object> object(String event) {
    var object = new LinkedHashMap<String, Object>();
    object.put("event", event);
    return object;
  }
}
