package org.shuttersend.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Small files of each format, as cameras and editors write them.
final class Samples {
  private static final int DATA = 3_000;

  private Samples() {}

  static Map<String, byte[]> all() {
    var all = new LinkedHashMap<String, byte[]>();
    all.put("jpg", jpeg(0));
    all.put("jpg with zeros after it", jpeg(1_000));
    all.put("tif", tiff(ByteOrder.BIG_ENDIAN));
    all.put("nef", tiff(ByteOrder.LITTLE_ENDIAN));
    all.put("mp4", movie(false));
    all.put("mp4 with 64-bit boxes", movie(true));
    all.put("raf", raf());
    all.put("png", png());
    all.put("webp", riff());
    all.put("psd", psd());
    all.put("xmp", text("<?xpacket begin='?'?>\n<x:xmpmeta>%s</x:xmpmeta>\n<?xpacket end='w'?>"));
    return all;
  }

  private static byte[] noise(int length) {
    var noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }

  /// Start, an Exif segment that holds a whole preview, start of scan, coded data, end.
  static byte[] jpeg(int zeros) {
    var preview = new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3, (byte) 0xff, (byte) 0xd9};
    var buffer = ByteBuffer.allocate(64 + preview.length + 2 * DATA + zeros);
    buffer.putShort((short) 0xffd8);
    buffer.putShort((short) 0xffe1).putShort((short) (2 + preview.length)).put(preview);
    buffer.putShort((short) 0xffda).putShort((short) 4).putShort((short) 0);
    for (byte coded : noise(DATA)) {
      buffer.put(coded);
      if (coded == (byte) 0xff) {
        buffer.put((byte) 0);
      }
    }
    buffer.putShort((short) 0xffd9).put(new byte[zeros]);
    return used(buffer);
  }

  /// A directory with an Exif directory and a sub-directory, the data of two strips at the end.
  static byte[] tiff(ByteOrder order) {
    var buffer = ByteBuffer.allocate(200 + DATA).order(order);
    buffer.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    buffer.putShort((short) 42).putInt(8);
    buffer.putShort((short) 4);
    entry(buffer, 0x111, 2, 100); // two offsets at 100
    entry(buffer, 0x117, 2, 108); // two lengths at 108
    entry(buffer, 0x14a, 1, 120); // a sub-directory at 120
    entry(buffer, 0x8769, 1, 150); // the Exif directory at 150
    buffer.putInt(0);
    buffer.putInt(100, 200).putInt(104, 200 + DATA / 2);
    buffer.putInt(108, DATA / 2).putInt(112, DATA / 2);
    buffer.position(120);
    buffer.putShort((short) 1);
    entry(buffer, 0x100, 1, 640);
    buffer.putInt(0);
    buffer.position(150);
    buffer.putShort((short) 1);
    entry(buffer, 0x829a, 1, 0);
    buffer.putInt(0);
    buffer.position(200);
    buffer.put(noise(DATA));
    return used(buffer);
  }

  private static void entry(ByteBuffer buffer, int tag, int count, int value) {
    buffer.putShort((short) tag).putShort((short) 4).putInt(count).putInt(value);
  }

  /// As a camera writes it: the index comes last.
  static byte[] movie(boolean large) {
    var buffer = ByteBuffer.allocate(200 + DATA);
    buffer.putInt(16).put(ascii("ftypmp42")).putInt(0);
    if (large) {
      buffer.putInt(1).put(ascii("mdat")).putLong(16 + DATA);
    } else {
      buffer.putInt(8 + DATA).put(ascii("mdat"));
    }
    buffer.put(noise(DATA));
    buffer.putInt(8 + 50).put(ascii("moov")).put(noise(50));
    return used(buffer);
  }

  static byte[] raf() {
    var buffer = ByteBuffer.allocate(108 + DATA);
    buffer.put(ascii("FUJIFILMCCD-RAW 0201"));
    buffer.position(84);
    buffer.putInt(108).putInt(500).putInt(608).putInt(500).putInt(1108).putInt(DATA - 1000);
    buffer.put(noise(DATA));
    return used(buffer);
  }

  static byte[] png() {
    var buffer = ByteBuffer.allocate(100 + DATA);
    buffer.put((byte) 0x89).put(ascii("PNG\r\n\u001a\n"));
    buffer.putInt(DATA).put(ascii("IDAT")).put(noise(DATA)).putInt(1);
    buffer.putInt(0).put(ascii("IEND")).putInt(2);
    return used(buffer);
  }

  static byte[] riff() {
    var buffer = ByteBuffer.allocate(12 + DATA).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(ascii("RIFF")).putInt(4 + DATA).put(ascii("WEBP")).put(noise(DATA));
    return used(buffer);
  }

  static byte[] psd() {
    var buffer = ByteBuffer.allocate(26 + 12 + 300 + DATA);
    buffer.put(ascii("8BPS")).putShort((short) 1);
    buffer.position(26);
    buffer.putInt(0).putInt(100).put(noise(100)).putInt(200).put(noise(200)).put(noise(DATA));
    return used(buffer);
  }

  private static byte[] text(String around) {
    return ascii(around.formatted("<rdf:li>wedding</rdf:li>\n".repeat(DATA / 25)));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] used(ByteBuffer buffer) {
    var used = new byte[buffer.flip().remaining()];
    buffer.get(used);
    return used;
  }
}
