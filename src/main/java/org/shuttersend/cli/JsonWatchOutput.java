package org.shuttersend.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Unsettled;
import org.shuttersend.wire.Json;

/// One object a line, for scripts: `photo`, `moved` for a file that was moved after it was sent,
/// `waiting` when a wait begins or ends, `progress` when it moved, `unsettled` for a file that
/// waits to be complete, once for each reason, `folder` when one is otherwise than before,
/// `trouble` for what cannot be sent, and at the end `summary`.
public final class JsonWatchOutput implements WatchOutput {
  private final PrintStream out;
  private final FolderNews folders = new FolderNews();
  private Optional<Pace.Hold> hold = Optional.empty();
  private Set<Unsettled> waiting = Set.of();
  private long lastDone = -1;

  public JsonWatchOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void overview(Overview overview) {
    folders.tell(overview.folders(), new FolderLines());
    Optional<Pace.Hold> now = overview.pace().hold();
    if (!now.equals(hold)) {
      print(
          "waiting",
          Map.of(
              "reason",
              now.map(h -> h.reason().code().name().toLowerCase(Locale.ROOT)),
              "until",
              now.flatMap(Pace.Hold::until)));
    }
    hold = now;
    var progress = overview.progress();
    if (progress.done() != lastDone) {
      lastDone = progress.done();
      var fields = new LinkedHashMap<String, Object>();
      fields.put("done", progress.done());
      fields.put("total", progress.total());
      fields.put("bytes_per_second", Math.round(overview.pace().bytesPerSecond()));
      print("progress", fields);
    }
  }

  @Override
  public void photo(PhotoRow row) {
    print("photo", Map.of("photo", RowLine.of(row)));
  }

  @Override
  public void moved(MovedPhoto photo) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("folder", photo.file().folder().name());
    fields.put("path", photo.file().path());
    fields.put("moved_to", photo.file().lies());
    print("moved", fields);
  }

  @Override
  public void summary(Summary summary) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("delivered", summary.delivered());
    fields.put("duplicates", summary.duplicates());
    fields.put("attention", summary.left().attention());
    fields.put("waiting", summary.left().waiting());
    fields.put("troubles", summary.troubles());
    fields.put("bytes", summary.bytes());
    fields.put("seconds", summary.duration().toMillis() / 1000.0);
    print("summary", fields);
  }

  @Override
  public void waiting(List<Unsettled> files) {
    for (Unsettled file : files) {
      if (!waiting.contains(file)) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("folder", file.ref().folder().name());
        fields.put("path", file.ref().path());
        fields.put("state", RowLine.unsettled(Optional.of(file.why())));
        fields.put("reason", RowLine.ReasonLine.of(file.why()));
        print("unsettled", fields);
      }
    }
    waiting = Set.copyOf(files);
  }

  private void print(String event, Map<String, ?> fields) {
    var object = new LinkedHashMap<String, Object>();
    object.put("event", event);
    object.putAll(fields);
    out.println(Json.text(object));
  }

  private final class FolderLines implements FolderNews.Out {
    @Override
    public void health(HotFolder folder, FolderHealth health) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("folder", folder.name());
      fields.putAll(FolderLine.health(health));
      print("folder", fields);
    }

    @Override
    public void trouble(HotFolder folder, Trouble trouble) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("folder", folder.name());
      fields.putAll(FolderLine.trouble(trouble));
      print("trouble", fields);
    }

    @Override
    public void more(HotFolder folder, long others) {
      print("troubles", Map.of("folder", folder.name(), "more", others));
    }
  }
}
