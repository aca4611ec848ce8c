package org.shuttersend.catalog;

import org.shuttersend.model.PhotoState;

/// The numbers the database stores for states. They never change; the enum's order may.
final class StateCode {
  static final int QUEUED = 0;
  static final int SENDING = 1;
  static final int HELD = 2;
  static final int ACCEPTED = 3;
  static final int PROCESSED = 4;
  static final int FAILED = 5;
  static final int DUPLICATE = 6;
  static final int SUPERSEDED = 7;
  static final int GONE = 8;
  static final int REFUSED = 9;
  static final int DISMISSED = 10;

  private StateCode() {}

  static int of(PhotoState state) {
    return switch (state) {
      case QUEUED -> QUEUED;
      case SENDING -> SENDING;
      case HELD -> HELD;
      case ACCEPTED -> ACCEPTED;
      case PROCESSED -> PROCESSED;
      case FAILED -> FAILED;
      case DUPLICATE -> DUPLICATE;
      case SUPERSEDED -> SUPERSEDED;
      case GONE -> GONE;
      case REFUSED -> REFUSED;
      case DISMISSED -> DISMISSED;
    };
  }

  static PhotoState state(int code) {
    return switch (code) {
      case QUEUED -> PhotoState.QUEUED;
      case SENDING -> PhotoState.SENDING;
      case HELD -> PhotoState.HELD;
      case ACCEPTED -> PhotoState.ACCEPTED;
      case PROCESSED -> PhotoState.PROCESSED;
      case FAILED -> PhotoState.FAILED;
      case DUPLICATE -> PhotoState.DUPLICATE;
      case SUPERSEDED -> PhotoState.SUPERSEDED;
      case GONE -> PhotoState.GONE;
      case REFUSED -> PhotoState.REFUSED;
      case DISMISSED -> PhotoState.DISMISSED;
      default -> throw new IllegalStateException("no photo state has the code " + code);
    };
  }
}
