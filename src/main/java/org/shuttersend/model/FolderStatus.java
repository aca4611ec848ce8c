package org.shuttersend.model;

/// @param open photos of this folder on their way
public record FolderStatus(HotFolder folder, Health health, long open) {

  public enum Health {
    SCANNING,
    WATCHING,
    POLLING,
    NOT_CONNECTED,
    NOT_READABLE
  }
}
