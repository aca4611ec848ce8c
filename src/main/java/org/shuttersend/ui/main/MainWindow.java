package org.shuttersend.ui.main;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.shuttersend.model.PhotoList;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Look;
import org.shuttersend.ui.look.NoDisplayException;
import org.shuttersend.ui.look.Toolkit;
import org.shuttersend.ui.thumbnail.PictureDecoder;
import org.shuttersend.ui.thumbnail.Thumbnails;

/// The main window, from open to closed. Public methods are for any thread.
public final class MainWindow {
  private static final double WIDTH = 1180;
  private static final double HEIGHT = 740;
  private static final double MIN_WIDTH = 960;
  private static final double MIN_HEIGHT = 560;
  private static final long OPEN_SECONDS = 30;

  private final MainModel model;
  private final FeedLoop feed;
  private final Commands commands;
  private final Thumbnails thumbnails = new Thumbnails(new PictureDecoder(), Platform::runLater);
  private final Texts texts;
  private final Stage stage;
  private final Look look;
  private final Runnable onClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Whether a window can be opened here, as far as can be told without trying.
  public static boolean displayAvailable() {
    return Toolkit.displayAvailable();
  }

  /// Starts the toolkit where it does not run yet, opens the window and returns when it shows. Not
  /// to be called on the screen's thread. The toolkit stays until [#stopToolkit], also when the
  /// last window is closed.
  ///
  /// @param clock gives the zone times of day are shown in; the moments come with the feed
  /// @param onClosed called once, on a thread of its own, when the window is closed by the user or
  ///   by [#close]
  /// @throws NoDisplayException before anything is started, if there is nothing to draw on
  public static MainWindow open(
      MainFeed feed,
      MainActions actions,
      Texts texts,
      Clock clock,
      Options options,
      Runnable onClosed) {
    Toolkit.start();
    var opened = new CompletableFuture<MainWindow>();
    Platform.runLater(() -> {
      try {
        opened.complete(new MainWindow(feed, actions, texts, clock, options, onClosed));
      } catch (RuntimeException | Error e) {
        opened.completeExceptionally(e);
      }
    });
    try {
      return opened.get(OPEN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoDisplayException("interrupted while the window opened", e);
    } catch (TimeoutException e) {
      throw new NoDisplayException("no window after " + OPEN_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the window could not be built", e.getCause());
    }
  }

  /// Ends JavaFX for good, when the program ends.
  public static void stopToolkit() {
    Toolkit.stop();
  }

  private MainWindow(
      MainFeed source,
      MainActions actions,
      Texts texts,
      Clock clock,
      Options options,
      Runnable onClosed) {
    this.texts = texts;
    this.onClosed = onClosed;
    feed = new FeedLoop(source, Platform::runLater);
    commands = new Commands(actions, Platform::runLater);
    model = new MainModel(feed, commands);
    stage = new Stage();
    Runnable addFolder =
        () ->
            options
                .folderChooser()
                .choose(stage, texts.get("folders.choose"))
                .ifPresent(model::addFolder);

    var header = new ListHeader(model, texts);
    var photos = new PhotoListView(model, thumbnails, texts, clock.getZone());
    var list =
        new ListPane(
            model,
            header,
            photos,
            new IdlePane(model, texts, addFolder),
            new HoldBanner(model, texts));
    var folders = new FolderPane(model, texts, addFolder);
    VBox.setVgrow(folders, Priority.ALWAYS);
    var sidebar = new VBox(folders, new ServerCard(model, texts));
    sidebar.getStyleClass().add("sidebar");
    var root = new BorderPane(list);
    root.getStyleClass().add("main-window");
    root.setTop(new HeaderView(model, texts, options.settings()));
    root.setLeft(sidebar);
    root.setBottom(new FooterView(model, texts));

    var scene = new Scene(root);
    look = Look.dress(scene, options.appearance());
    addShortcuts(scene, header, options);
    show(scene);
    photos.requestFocus();
    feed.start(model::apply);
  }

  /// Brings the window to the front, also out of the task bar.
  public void show() {
    Platform.runLater(() -> {
      stage.setIconified(false);
      stage.show();
      stage.toFront();
      stage.requestFocus();
    });
  }

  public boolean isShowing() {
    return !closed.get();
  }

  /// Closes the window; does nothing where it is closed already.
  public void close() {
    Platform.runLater(this::dispose);
  }

  private void show(Scene scene) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setScene(scene);
    stage.setTitle(texts.get("window.title"));
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
    stage.setWidth(Math.min(WIDTH, screen.getWidth()));
    stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
    stage.iconifiedProperty().subscribe(iconified -> feed.setSeen(!iconified));
    stage.setOnHidden(_ -> dispose());
    stage.show();
  }

  private void addShortcuts(Scene scene, ListHeader header, Options options) {
    var keys = scene.getAccelerators();
    keys.put(shortcut(KeyCode.DIGIT1), () -> model.show(PhotoList.TRANSFERS));
    keys.put(shortcut(KeyCode.DIGIT2), () -> model.show(PhotoList.DELIVERED));
    keys.put(shortcut(KeyCode.DIGIT3), () -> model.show(PhotoList.ATTENTION));
    keys.put(shortcut(KeyCode.F), header::focusSearch);
    keys.put(shortcut(KeyCode.W), this::dispose);
    options.settings().ifPresent(open -> keys.put(shortcut(KeyCode.COMMA), open));
  }

  private static KeyCombination shortcut(KeyCode key) {
    return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
  }

  /// On the screen's thread. What may wait is done on another.
  private void dispose() {
    if (closed.compareAndSet(false, true)) {
      look.takeOff();
      thumbnails.close();
      stage.hide();
      Thread.ofPlatform()
          .name("window-closed")
          .start(() -> {
            feed.stop();
            commands.stop();
            onClosed.run();
          });
    }
  }
}
