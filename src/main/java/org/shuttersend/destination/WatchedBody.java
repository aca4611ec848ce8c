package org.shuttersend.destination;

import java.io.IOException;
import java.util.function.LongSupplier;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/// A body whose way to the network is followed, in pieces so small that each says something on the
/// slowest of networks: the system tells of a write only when it has taken all of it.
final class WatchedBody extends RequestBody {
  /// As much as the library gives to the system at once anyway.
  private static final long PIECE = 8 * 1024;

  private final RequestBody body;
  private final Movement movement;
  private final LongSupplier nanos;

  WatchedBody(RequestBody body, Movement movement, LongSupplier nanos) {
    this.body = body;
    this.movement = movement;
    this.nanos = nanos;
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  /// Whatever it holds: what carries or makes a photo is never sent again behind our back.
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    movement.headIsOut();
    BufferedSink pieces = Okio.buffer(new Pieces(sink));
    body.writeTo(pieces);
    pieces.emit();
    movement.isOut(nanos.getAsLong());
  }

  private final class Pieces extends ForwardingSink {
    Pieces(Sink sink) {
      super(sink);
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      for (long left = byteCount; left > 0; left -= PIECE) {
        movement.gives(nanos.getAsLong());
        super.write(source, Math.min(PIECE, left));
        movement.taken(nanos.getAsLong());
      }
    }
  }
}
