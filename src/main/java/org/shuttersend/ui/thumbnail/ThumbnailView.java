package org.shuttersend.ui.thumbnail;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;

/// A picture with round corners, or a neutral tile with the type's name.
public final class ThumbnailView extends StackPane {
  private static final double WIDTH = ThumbnailPixels.WIDTH / 2.0;
  private static final double HEIGHT = ThumbnailPixels.HEIGHT / 2.0;
  private static final double CORNER = 6;
  private static final int LONGEST_TYPE = 5;

  private final Thumbnails thumbnails;
  private final Label tile = new Label();

  /// Filled with the picture rather than clipping it: a round clip is drawn anew on each pulse.
  private final Rectangle picture = new Rectangle(WIDTH, HEIGHT);

  private Optional<Thumbnail.Key> shown = Optional.empty();
  private boolean settled;

  public ThumbnailView(Thumbnails thumbnails) {
    this.thumbnails = thumbnails;
    getStyleClass().add("thumbnail");
    setMinSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    picture.setArcWidth(CORNER);
    picture.setArcHeight(CORNER);
    picture.setVisible(false);
    tile.getStyleClass().add("thumbnail-type");
    getChildren().addAll(tile, picture);
  }

  /// @param readable whether the file may be opened; not while it is being written
  public void show(Thumbnail.Key key, boolean readable) {
    if (!shown.equals(Optional.of(key))) {
      shown = Optional.of(key);
      settled = false;
      picture.setVisible(false);
      String type = PictureDecoder.typeOf(key.file());
      tile.setText(type.length() > LONGEST_TYPE ? "" : type.toUpperCase(Locale.ROOT));
    }
    if (!settled && readable && PictureDecoder.knows(key.file())) {
      thumbnails.find(key).ifPresent(this::settle);
    }
  }

  /// Shows an empty tile.
  public void clear() {
    shown = Optional.empty();
    tile.setText("");
    picture.setVisible(false);
  }

  private void settle(Thumbnail thumbnail) {
    settled = true;
    thumbnail.image().ifPresent(this::paint);
  }

  private void paint(Image image) {
    picture.setFill(new ImagePattern(image));
    picture.setVisible(true);
  }
}
