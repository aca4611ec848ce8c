package org.shuttersend.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.text.Texts;

/// A hot folder as it is being edited, on two pages.
record FolderDraft(Path root, FolderEditor editor, AfterRow after) {

  static FolderDraft of(ChosenFolder folder, Texts texts, Runnable changed) {
    return new FolderDraft(
        folder.root(),
        new FolderEditor(folder.choosing(), texts, changed),
        new AfterRow(folder.root(), folder.after(), texts, changed));
  }

  /// Empty where something is wrong.
  Optional<ChosenFolder> chosen() {
    return editor
        .choosing()
        .flatMap(choosing -> after.after().map(then -> new ChosenFolder(root, choosing, then)));
  }
}
