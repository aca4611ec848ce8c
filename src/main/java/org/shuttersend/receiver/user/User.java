package org.shuttersend.receiver.user;

/// Who asks.
///
/// @param name also the folder of this user's photos
public record User(String name, Role role) {
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}
