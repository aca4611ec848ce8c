package org.shuttersend.app;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.shuttersend.model.MovedPhoto;

/// What was moved and not told yet. Whoever moves waits while nobody listens.
final class MovedNews implements Consumer<MovedPhoto> {
  private static final int UNTOLD = 1_000;

  private final BlockingQueue<MovedPhoto> untold = new ArrayBlockingQueue<>(UNTOLD);

  @Override
  public void accept(MovedPhoto photo) {
    try {
      untold.put(photo);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void tell(Consumer<MovedPhoto> out) {
    for (int i = untold.size(); i > 0; i--) {
      MovedPhoto photo = untold.poll();
      if (photo != null) {
        out.accept(photo);
      }
    }
  }
}
