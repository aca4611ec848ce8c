package org.shuttersend.destination;

import org.jspecify.annotations.Nullable;
import org.shuttersend.model.Failure;

/// A call to the server failed; the failure says what to do next.
public final class DeliveryException extends Exception {
  private final transient Failure failure;

  public DeliveryException(Failure failure, @Nullable Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  public DeliveryException(Failure failure) {
    this(failure, null);
  }

  public Failure failure() {
    return failure;
  }
}
