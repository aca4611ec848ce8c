package org.shuttersend.ui.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.main.FolderChooser;

/// The hot folders, and what of the chosen one is sent.
final class FoldersPage {
  private static final int LEAST_ROWS = 2;
  private static final int MOST_ROWS = 4;
  private static final double FRAME = 10;
  private static final double ROW_HEIGHT = 42;

  private final Texts texts;
  private final FolderChooser chooser;
  private final BottomBar bottom;
  private final Runnable changed;
  private final ObservableList<FolderDraft> folders = FXCollections.observableArrayList();
  private final ListView<FolderDraft> list = new ListView<>(folders);
  private final VBox editor = new VBox();
  private final Button remove;
  private final Page page;

  FoldersPage(
      List<ChosenFolder> chosen,
      FolderChooser chooser,
      BottomBar bottom,
      Texts texts,
      Runnable changed) {
    this.texts = texts;
    this.chooser = chooser;
    this.bottom = bottom;
    this.changed = changed;
    chosen.forEach(folder -> folders.add(FolderDraft.of(folder, texts, changed)));
    list.setId("hot-folders");
    list.setAccessibleText(texts.get("settings.folders.list"));
    list.getStyleClass().add("folder-list");
    list.setCellFactory(_ -> new FolderCell());
    list.setFixedCellSize(ROW_HEIGHT);
    list.minHeightProperty().bind(Bindings.size(folders).map(FoldersPage::height));
    list.prefHeightProperty().bind(list.minHeightProperty());
    list.setPlaceholder(new Label(texts.get("settings.folders.none")));
    var add = new Button(texts.get("settings.folders.add"), new FontIcon(Feather.PLUS));
    add.setId("add-hot-folder");
    add.setOnAction(_ -> add());
    remove = new Button(texts.get("settings.folders.remove"));
    remove.setId("remove-hot-folder");
    remove.setOnAction(_ -> askToRemove());
    editor.setId("folder-editor");
    page = new Page(texts.get("settings.FOLDERS"), list, Form.line(add, remove), editor);
    list.getSelectionModel().selectedItemProperty().subscribe(this::show);
    list.getSelectionModel().selectFirst();
  }

  Node view() {
    return page;
  }

  ObservableList<FolderDraft> folders() {
    return folders;
  }

  private static double height(Number folders) {
    return Math.clamp(folders.longValue(), LEAST_ROWS, MOST_ROWS) * ROW_HEIGHT + FRAME;
  }

  private void show(FolderDraft folder) {
    remove.setDisable(folder == null);
    if (folder == null) {
      editor.getChildren().clear();
    } else {
      editor.getChildren().setAll(folder.editor().view());
    }
  }

  /// @param index of a folder to be looked at
  void choose(int index) {
    list.getSelectionModel().select(index);
  }

  private void add() {
    chooser
        .choose(page.getScene().getWindow(), texts.get("folders.choose"))
        .map(folder -> folder.toAbsolutePath().normalize())
        .ifPresent(this::add);
  }

  private void add(Path root) {
    Optional<FolderDraft> there =
        folders.stream().filter(folder -> folder.root().equals(root)).findFirst();
    FolderDraft draft =
        there.orElseGet(
            () -> FolderDraft.of(new ChosenFolder(root, Choosing.USUAL), texts, changed));
    if (there.isEmpty()) {
      folders.add(draft);
      changed.run();
    }
    list.getSelectionModel().select(draft);
  }

  private void askToRemove() {
    FolderDraft chosen = Objects.requireNonNull(list.getSelectionModel().getSelectedItem());
    bottom.ask(
        texts.get("settings.folders.remove.ask", FolderName.of(chosen.root())),
        texts.get("settings.folders.remove.yes"),
        texts.get("settings.folders.remove.no"),
        () -> {
          folders.remove(chosen);
          changed.run();
        });
  }

  /// Empty where something is wrong.
  Optional<List<ChosenFolder>> chosen() {
    var chosen = new ArrayList<ChosenFolder>();
    for (FolderDraft folder : folders) {
      Optional<ChosenFolder> one = folder.chosen();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      chosen.add(one.get());
    }
    return Optional.of(chosen);
  }

  void show(SettingsDesk.Problems problems) {
    for (int i = 0; i < folders.size(); i++) {
      folders.get(i).editor().show(problems.folder(i));
    }
  }
}
