package org.shuttersend.format;

import java.io.IOException;

/// XMP and other sidecars in XML: the last sign is a closing bracket. XMP says where it ends.
final class Markup implements Ending.Format {
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
  private static final String PACKET = "<?xpacket";
  private static final String PACKET_END = "<?xpacket end";
  private static final int TAIL = 1024;

  @Override
  public boolean begins(String magic) {
    return unmarked(magic).startsWith("<");
  }

  private static String unmarked(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  @Override
  public boolean isCutOff(Bytes bytes) throws IOException {
    int length = (int) Math.min(TAIL, bytes.size());
    String head = unmarked(bytes.text(0, length));
    String tail = bytes.text(bytes.size() - length, length).strip();
    boolean ends = tail.endsWith(">") || tail.endsWith("\0");
    return !ends || (head.startsWith(PACKET) && !tail.contains(PACKET_END));
  }
}
