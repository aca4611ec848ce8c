package org.shuttersend.receiver.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

/// A body that is given up when it comes too slowly. The server ends a silence; this ends a
/// trickle, which would hold a request, and a connection, for ever. Only the time it is waited for
/// counts, not what the receiver itself takes. Used by one thread at a time.
final class PacedBody extends InputStream {
  private final InputStream in;
  private final Pace pace;
  private long received;

  /// Of the present period.
  private long waited;

  private long came;
  private boolean tooSlow;

  PacedBody(InputStream in, Pace pace) {
    this.in = in;
    this.pace = pace;
  }

  long received() {
    return received;
  }

  /// Whether it was given up, for too little or for silence.
  boolean isTooSlow() {
    return tooSlow;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (tooSlow) {
      throw new IOException("the bytes came too slowly");
    }
    long begun = pace.nanos().getAsLong();
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IOException e) {
      tooSlow = isOfTime(e);
      throw e;
    }
    if (n > 0) {
      received += n;
      came += n;
      waited += pace.nanos().getAsLong() - begun;
      judge();
    }
    return n;
  }

  /// What came is taken all the same: the next read fails.
  private void judge() {
    if (waited >= pace.period().toNanos()) {
      tooSlow = came < pace.bytes();
      waited = 0;
      came = 0;
    }
  }

  private static boolean isOfTime(Throwable e) {
    return e instanceof TimeoutException || (e.getCause() != null && isOfTime(e.getCause()));
  }
}
