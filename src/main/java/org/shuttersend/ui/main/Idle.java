package org.shuttersend.ui.main;

import org.kordamp.ikonli.feather.Feather;
import org.shuttersend.model.Overview;
import org.shuttersend.text.Texts;

/// What an empty list says instead of rows.
///
/// @param showsDelivered offers the list of what was delivered
/// @param addsFolder offers to add a hot folder
record Idle(Feather icon, String title, String detail, boolean showsDelivered, boolean addsFolder) {

  static Idle of(Overview now, Rows rows, Texts texts) {
    if (!rows.search().isEmpty()) {
      return new Idle(
          Feather.SEARCH,
          texts.get("idle.notFound", rows.search()),
          texts.get("idle.notFound.detail"),
          false,
          false);
    }
    return switch (rows.list()) {
      case DELIVERED -> plain(Feather.INBOX, "idle.nothingDelivered", texts);
      case ATTENTION -> plain(Feather.CHECK_CIRCLE, "idle.noAttention", texts);
      case TRANSFERS -> transfers(now, texts);
    };
  }

  private static Idle transfers(Overview now, Texts texts) {
    int folders = now.folders().size();
    if (folders == 0) {
      return new Idle(
          Feather.FOLDER_PLUS,
          texts.get("idle.noFolders"),
          texts.get("idle.noFolders.detail"),
          now.counts().delivered() > 0,
          true);
    }
    boolean delivered = now.counts().delivered() > 0;
    return new Idle(
        Feather.CAMERA,
        texts.get(delivered ? "idle.delivered" : "idle.ready"),
        texts.get("idle.detail", folders, texts.count(folders)),
        delivered,
        true);
  }

  private static Idle plain(Feather icon, String key, Texts texts) {
    return new Idle(icon, texts.get(key), texts.get(key + ".detail"), false, false);
  }
}
