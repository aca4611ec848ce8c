package org.shuttersend.destination;

import java.io.IOException;
import org.shuttersend.model.Failure;

/// Reading our own file failed while it was being sent: not the server's doing.
public final class LocalFileException extends IOException {
  private final transient Failure failure;

  public LocalFileException(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
