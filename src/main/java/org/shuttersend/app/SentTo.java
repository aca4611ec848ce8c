package org.shuttersend.app;

import java.util.Optional;
import org.shuttersend.after.Server;
import org.shuttersend.upload.Uploader;

/// The server as whoever moves sent photos has to know it.
record SentTo(Uploader uploader) implements Server {

  @Override
  public Optional<String> connected() {
    return uploader.server();
  }

  @Override
  public boolean isStill(String id) {
    return uploader.isStill(id);
  }
}
