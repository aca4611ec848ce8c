package org.shuttersend.receiver.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.shuttersend.receiver.store.Digests;
import org.shuttersend.receiver.store.StoredPhoto;

/// Reads the photo back from the disk and compares it with what was received.
public final class Verify implements Step {
  @Override
  public void run(StoredPhoto photo) throws IOException, Refused {
    long size;
    try {
      size = Files.size(photo.file());
    } catch (NoSuchFileException e) {
      // Perhaps only for a moment: a newer version of the same path is moving it aside.
      throw new IOException("The stored file is not in its folder", e);
    }
    if (size != photo.size()) {
      throw new Refused(
          "The stored file has %d bytes instead of %d: it was changed or damaged on the receiver"
              .formatted(size, photo.size()));
    }
    if (!Digests.ofFile(photo.file()).equals(photo.hash())) {
      throw new Refused(
          "The stored file is not what was sent: it was changed or damaged on the receiver");
    }
  }
}
