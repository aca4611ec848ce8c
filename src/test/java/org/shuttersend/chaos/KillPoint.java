package org.shuttersend.chaos;

import java.util.Locale;

/// A moment in the life of a program at which it can be made to end: a method of the product, by
/// its name, as it begins or as it returns.
///
/// @param id from 1; what the woven program knows it by
/// @param owner the class, below `org.shuttersend`
/// @param need what has to happen for the program to come by
record KillPoint(int id, Side side, String owner, String method, Edge edge, Need need) {

  enum Edge {
    BEGINS,
    RETURNS
  }

  /// What makes a program come by a point.
  enum Need {
    /// A photo that is sent.
    PHOTO,
    /// One that is moved after it was sent.
    MOVED,
    /// One too large for a single request.
    BIG_PHOTO,
    /// A file that changes while it is being sent.
    CHANGING,
    /// Another content at the path of a photo that was sent.
    NEWER,
    /// The former content at the same path.
    FORMER,
    /// A content that was sent from elsewhere.
    COPY,
    /// A file that vanishes before it is sent.
    GONE,
    /// A temporary failure.
    RETRY,
    /// A server that asks for time.
    HOLD,
    /// A body that is cut.
    CUT,
    /// The same of a large photo.
    BIG_CUT,
    /// An answer that is lost.
    UNHEARD,
    /// A start after a kill.
    START
  }

  /// The class as the JVM calls it.
  String internalName() {
    return "org/shuttersend/" + owner.replace('.', '/');
  }

  @Override
  public String toString() {
    return owner + "#" + method + " " + edge.name().toLowerCase(Locale.ROOT);
  }
}
