package org.shuttersend.ui.main;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/// How a state feels; the style sheet gives each its colour.
enum Tone {
  PLAIN,
  MUTED,
  GOOD,
  WAITING,
  BAD;

  private final String pseudoClass = name().toLowerCase(Locale.ROOT);

  /// Marks the node with this tone and no other.
  void paint(Node node) {
    for (Tone tone : values()) {
      node.pseudoClassStateChanged(PseudoClass.getPseudoClass(tone.pseudoClass), tone == this);
    }
  }
}
