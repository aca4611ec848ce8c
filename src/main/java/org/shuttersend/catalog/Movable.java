package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.ObservedFile;

/// A known file that is to be moved after it was sent, or belongs to the same photo as one.
///
/// @param version the row's version: what is decided by an outdated one changes nothing
/// @param file as it lay at its path when it was sent
/// @param standing how it stands with it
/// @param hash of its content, if it was read
public record Movable(
    long id, long version, ObservedFile file, Standing standing, Optional<ContentHash> hash) {

  public enum Standing {
    /// The server told our own hash, or that it holds it, and has done its work with it.
    SAFE,
    /// Not there for sure, or not confirmed.
    UNSAFE,
    /// Not there any more before it was sent, or replaced.
    ENDED,
    /// Safe, and left to the user where it is.
    LEFT,
    /// It may be half moved.
    MOVING
  }

  public boolean isSafe() {
    return standing == Standing.SAFE;
  }

  /// A receipt with a job was compared with our hash. A duplicate of another photo of ours, of
  /// which the server was not asked, is not confirmed by itself.
  static Standing standing(ResultSet row) throws SQLException {
    if (row.getInt("moved") == MoveCode.INTENDED) {
      return Standing.MOVING;
    }
    boolean confirmed =
        switch (row.getInt("state")) {
          case StateCode.PROCESSED -> Rows.text(row, "job").isPresent();
          case StateCode.DUPLICATE -> row.getLong("duplicate_of") == 0;
          default -> false;
        };
    if (confirmed) {
      return row.getInt("moved") == MoveCode.LEFT ? Standing.LEFT : Standing.SAFE;
    }
    return switch (row.getInt("state")) {
      case StateCode.SUPERSEDED, StateCode.GONE -> Standing.ENDED;
      default -> Standing.UNSAFE;
    };
  }
}
