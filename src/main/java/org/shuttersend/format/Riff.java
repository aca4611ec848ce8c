package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;

/// WebP, WAV, AVI: a header that says how long all of it is. While it is being recorded, it says 0.
final class Riff implements Ending.Format {
  private static final int HEADER = 8;

  /// Says nothing: the length is elsewhere (RF64 and the like).
  private static final long UNSAID = 0xffff_ffffL;

  @Override
  public boolean begins(String magic) {
    return magic.startsWith("RIFF");
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.u32(4);
    return length == 0 || (length != UNSAID && HEADER + length > bytes.size());
  }
}
