package org.shuttersend.app;

import java.util.Optional;
import java.util.Set;
import org.shuttersend.after.Server;
import org.shuttersend.model.ContentHash;
import org.shuttersend.upload.Uploader;

/// The server as whoever moves sent photos has to know it.
record SentTo(Uploader uploader) implements Server {

  @Override
  public Optional<String> connected() {
    return uploader.confirmed().id();
  }

  @Override
  public Optional<Set<ContentHash>> holds(String id, Set<ContentHash> contents) {
    return uploader.confirmed().holds(id, contents);
  }

  @Override
  public boolean isStill(String id) {
    return uploader.confirmed().isStill(id);
  }
}
