package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;

/// PNG: chunks up to one that says it is the last.
final class Png implements Ending.Format {
  private static final int MOST = 50_000;

  @Override
  public boolean begins(String magic) {
    return magic.startsWith("\u0089PNG\r\n\u001a\n");
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    long at = 8;
    for (int i = 0; i < MOST; i++) {
      long length = bytes.u32(at);
      boolean last = bytes.tag(at + 4).equals("IEND");
      at += 12 + length;
      if (last) {
        return at > bytes.size();
      }
    }
    return false;
  }
}
