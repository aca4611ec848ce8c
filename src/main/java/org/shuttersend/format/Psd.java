package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;

/// Photoshop: three sections that say how long they are, then the picture.
final class Psd implements Ending.Format {
  private static final int HEADER = 26;
  private static final int LARGE = 2;

  @Override
  public boolean begins(String magic) {
    return magic.startsWith("8BPS");
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    boolean large = bytes.u16(4) == LARGE;
    long colours = HEADER;
    long resources = colours + 4 + bytes.u32(colours);
    long layers = resources + 4 + bytes.u32(resources);
    long picture = layers + (large ? 8 + bytes.u64(layers) : 4 + bytes.u32(layers));
    return picture >= bytes.size();
  }
}
