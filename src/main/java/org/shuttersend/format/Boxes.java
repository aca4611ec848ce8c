package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Set;

/// MP4, MOV, HEIC, AVIF, CR3: boxes one after the other, which have to add up, and among them one
/// that says what the rest means. Cameras write that one last.
final class Boxes implements Ending.Format {
  private static final Set<String> FIRST =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

  private static final Set<String> INDEX = Set.of("moov", "moof", "meta");

  private static final int MOST = 100_000;

  @Override
  public boolean begins(String magic) {
    return magic.length() >= 8 && FIRST.contains(magic.substring(4, 8));
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    boolean indexed = false;
    long at = 0;
    for (int i = 0; i < MOST && at + 8 <= bytes.size(); i++) {
      indexed |= INDEX.contains(bytes.tag(at + 4));
      long length = bytes.u32(at);
      if (length == 1) {
        length = bytes.u64(at + 8);
      }
      if (length == 0) {
        return !indexed; // goes on to the end, wherever that is
      }
      if (length < 8) {
        return !indexed; // no box: something was put behind them
      }
      if (length > bytes.size() - at) {
        return true;
      }
      at += length;
    }
    return !indexed;
  }
}
