package org.shuttersend.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.shuttersend.catalog.FolderBook;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.WatchBudget;

/// A hot folder as a JSON object for scripts.
final class FolderLine {
  private FolderLine() {}

  static Map<String, Object> of(FolderBook.Said folder) {
    var object = new LinkedHashMap<String, Object>();
    object.put("folder", folder.folder().name());
    object.put("root", folder.folder().root().toString());
    object.put("watched", folder.condition().isPresent());
    folder.condition().ifPresent(health -> object.putAll(health(health)));
    folder.watches().ifPresent(watches -> object.put("watches", watches(watches)));
    object.put("troubles", folder.troubles().first().stream().map(FolderLine::trouble).toList());
    object.put("more_troubles", folder.troubles().others());
    return object;
  }

  private static Map<String, Object> watches(WatchBudget watches) {
    var object = new LinkedHashMap<String, Object>();
    object.put("folder", watches.folder());
    object.put("user", watches.user());
    object.put("limit", watches.limit());
    object.put("left", watches.left());
    return object;
  }

  static Map<String, Object> health(FolderHealth health) {
    var object = new LinkedHashMap<String, Object>();
    object.put("health", health.state().name().toLowerCase(Locale.ROOT));
    object.put("reason", health.cause().name().toLowerCase(Locale.ROOT));
    object.put("args", health.args());
    return object;
  }

  static Map<String, Object> trouble(Trouble trouble) {
    var object = new LinkedHashMap<String, Object>();
    object.put("path", trouble.path());
    object.put("trouble", trouble.kind().name().toLowerCase(Locale.ROOT));
    object.put("detail", trouble.detail());
    return object;
  }
}
