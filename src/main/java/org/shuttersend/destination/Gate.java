package org.shuttersend.destination;

import java.time.Duration;
import org.shuttersend.model.Failure;

/// Asked before every request to a server and before every piece of a photo, and told what came of
/// it. Any thread.
public interface Gate {

  /// For those who ask little and send nothing.
  Gate OPEN =
      new Gate() {
        @Override
        public Pass request() {
          return new Pass() {};
        }

        @Override
        public int bytes(int most) {
          return most;
        }
      };

  /// Waits until a request may be sent.
  ///
  /// @return to be closed when its answer is there, or none will come
  /// @throws DeliveryException if the server is to be left alone for longer than a moment
  Pass request() throws DeliveryException;

  /// Waits until bytes of a photo may be sent.
  ///
  /// @param most at least 1
  /// @return how many of them may go now, at least 1
  /// @throws LocalFileException if none may go for longer than a moment: the upload is broken off,
  ///   and goes on from there another time
  int bytes(int most) throws LocalFileException;

  /// One request on its way.
  interface Pass extends AutoCloseable {

    /// The server did what was asked.
    default void answered() {}

    /// It did not, or said what it wants.
    default void failed(Failure failure) {}

    /// It takes so many more requests within this time.
    default void quota(long remaining, Duration reset) {}

    @Override
    default void close() {}
  }
}
