package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;

/// Fujifilm RAF: a header that says where preview, description and sensor data lie.
final class Raf implements Ending.Format {
  private static final int[] PARTS = {84, 92, 100};

  @Override
  public boolean begins(String magic) {
    return magic.startsWith("FUJIFILMCCD-RAW");
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    for (int part : PARTS) {
      if (bytes.u32(part) + bytes.u32(part + 4) > bytes.size()) {
        return true;
      }
    }
    return false;
  }
}
