package org.shuttersend.receiver.picture;

/// A decoder that knows the format says that the bytes are not of it.
final class Undecodable extends Exception {
  Undecodable(String message, Exception cause) {
    super(message, cause);
  }
}
