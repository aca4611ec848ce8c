package org.shuttersend.ui.look;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A bar that fills from the left. A region in a region: the progress bar of the toolkit animates,
/// relays out its parents and is too thick for a row.
public final class Meter extends Region {
  private final Region fill = new Region();
  private double share;

  public Meter(String styleClass) {
    getStyleClass().addAll("meter", styleClass);
    fill.getStyleClass().add("meter-fill");
    fill.setManaged(false);
    getChildren().add(fill);
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
  }

  /// @param share from 0 to 1; what lies outside is cut
  public void setShare(double share) {
    double within = Math.clamp(share, 0, 1);
    if (within != this.share) {
      this.share = within;
      layoutFill();
    }
  }

  @Override
  protected void layoutChildren() {
    layoutFill();
  }

  private void layoutFill() {
    fill.setVisible(share > 0);
    fill.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
  }
}
