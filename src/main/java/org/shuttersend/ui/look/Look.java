package org.shuttersend.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Theme, own style sheet and font of a window; follows the system between light and dark as long
/// as the window lives.
public final class Look {
  private static final String RESOURCES = "/org/shuttersend/ui/";
  private static final String STYLE_SHEET = RESOURCES + "shuttersend.css";
  private static final List<String> FONTS =
      List.of(
          "fonts/shuttersend-sans-regular.otf",
          "fonts/shuttersend-sans-medium.otf",
          "fonts/shuttersend-sans-bold.otf");
  private static final double ANY_SIZE = 13;
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private final Scene scene;
  private final Appearance appearance;

  /// Kept, so that it can be taken off again: the preferences outlive every window.
  private final ChangeListener<ColorScheme> onSystemChange = (_, _, _) -> show();

  private Look(Scene scene, Appearance appearance) {
    this.scene = scene;
    this.appearance = appearance;
  }

  public static Look dress(Scene scene, Appearance appearance) {
    FONTS.forEach(Look::loadFont);
    var look = new Look(scene, appearance);
    scene.getStylesheets().add(resource(STYLE_SHEET));
    Platform.getPreferences().colorSchemeProperty().addListener(look.onSystemChange);
    look.show();
    return look;
  }

  /// The window is gone: the system's changes do not concern it any more.
  public void takeOff() {
    Platform.getPreferences().colorSchemeProperty().removeListener(onSystemChange);
  }

  private void show() {
    boolean dark =
        switch (appearance) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    // For the whole toolkit, not the scene: menus and tooltips are windows of their own.
    var theme = dark ? new PrimerDark() : new PrimerLight();
    Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    scene.getRoot().pseudoClassStateChanged(DARK, dark);
  }

  private static void loadFont(String name) {
    try (InputStream in = Look.class.getResourceAsStream(RESOURCES + name)) {
      Font.loadFont(Objects.requireNonNull(in, name), ANY_SIZE);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own font cannot be read: " + name, e);
    }
  }

  private static String resource(String name) {
    return Objects.requireNonNull(Look.class.getResource(name), name).toExternalForm();
  }
}
