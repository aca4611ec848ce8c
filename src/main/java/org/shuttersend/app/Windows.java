package org.shuttersend.app;

import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;
import org.shuttersend.text.Texts;
import org.shuttersend.ui.look.Appearance;
import org.shuttersend.ui.look.NoDisplayException;
import org.shuttersend.ui.main.FolderChooser;
import org.shuttersend.ui.main.MainActions;
import org.shuttersend.ui.main.MainFeed;
import org.shuttersend.ui.main.MainWindow;
import org.shuttersend.ui.main.Options;
import org.shuttersend.ui.settings.SettingsDesk;
import org.shuttersend.ui.settings.SettingsWindow;

/// Opens the main window where there is a display.
final class Windows {
  private static final String TEXTS = "org.shuttersend.ui.ui";

  private final Clock clock;

  Windows(Clock clock) {
    this.clock = clock;
  }

  static boolean displayAvailable() {
    return MainWindow.displayAvailable();
  }

  /// Opens the window.
  ///
  /// @param onClosed called once, on a thread of its own, when it is closed
  /// @throws NoDisplayException if there is nothing to draw on
  Shown show(MainFeed feed, MainActions actions, Runnable onClosed) {
    return new Real(MainWindow.open(feed, actions, texts(), clock, Options.standard(), onClosed));
  }

  /// Opens the window, and lets the user change the settings in another.
  ///
  /// @param onClosed called once, on a thread of its own, when the main window is closed
  /// @throws NoDisplayException if there is nothing to draw on
  Shown show(MainFeed feed, MainActions actions, SettingsDesk desk, Runnable onClosed) {
    Texts texts = texts();
    var settings = new SettingsWindow(desk, texts, Appearance.SYSTEM, FolderChooser.system());
    Runnable allClosed =
        () -> {
          settings.close();
          onClosed.run();
        };
    Options options = Options.standard().withSettings(settings::open);
    return new Real(MainWindow.open(feed, actions, texts, clock, options, allClosed));
  }

  /// @param others where to look for what the windows have no words for
  static Texts texts(String... others) {
    return new Texts(
        Locale.getDefault(),
        Stream.concat(Stream.of(TEXTS), Stream.of(others)).toArray(String[]::new));
  }

  /// Opens the window, or does without.
  Shown tryShow(MainFeed feed, MainActions actions, Runnable onClosed) {
    if (!displayAvailable()) {
      return new None();
    }
    try {
      return show(feed, actions, onClosed);
    } catch (NoDisplayException e) {
      return new None();
    }
  }

  /// A window, or its absence.
  sealed interface Shown extends AutoCloseable {
    boolean isShowing();

    /// Closes it and ends the toolkit.
    @Override
    void close();
  }

  private record None() implements Shown {
    @Override
    public boolean isShowing() {
      return false;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  private record Real(MainWindow window) implements Shown {
    @Override
    public boolean isShowing() {
      return window.isShowing();
    }

    @Override
    public void close() {
      window.close();
      MainWindow.stopToolkit();
    }
  }
}
