package org.shuttersend.receiver.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/// Pictures as cameras make them, and as nobody would.
public final class Shots {
  /// Six blocks of a grey area: what the tables every encoder writes need for it.
  private static final byte[] GREY_AREA = {0x28, (byte) 0xa2, (byte) 0x8a, 0};

  private Shots() {}

  /// Red on the left, blue on the right.
  public static byte[] jpeg(int width, int height) {
    return encoded(width, height, "jpg");
  }

  /// @param format as ImageIO names it
  public static byte[] encoded(int width, int height, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /// As its header says so large, and as much grey in it.
  static byte[] greyJpeg(int width, int height) {
    return greyJpeg(width, height, (width + 15) / 16 * ((height + 15) / 16));
  }

  /// @param areas how many of 16 × 16 pixels really follow
  static byte[] greyJpeg(int width, int height, int areas) {
    byte[] one = grey();
    int frame = find(one, 0xc0);
    int scan = find(one, 0xda);
    int coded = scan + 2 + (one[scan + 2] << 8) + one[scan + 3];
    var file = ByteBuffer.allocate(coded + GREY_AREA.length * areas + 2);
    file.put(one, 0, coded);
    file.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
    for (int i = 0; i < areas; i++) {
      file.put(GREY_AREA);
    }
    return file.put((byte) 0xff).put((byte) 0xd9).array();
  }

  private static byte[] grey() {
    var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x808080);
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static int find(byte[] jpeg, int marker) {
    for (int at = 2;
        at < jpeg.length - 1;
        at += 2 + (jpeg[at + 2] & 255) * 256 + (jpeg[at + 3] & 255)) {
      if ((jpeg[at + 1] & 255) == marker) {
        return at;
      }
    }
    throw new AssertionError("no marker " + marker);
  }

  /// With an Exif segment: camera, time, orientation.
  public static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] exif = exif(orientation);
    return ByteBuffer.allocate(jpeg.length + exif.length + 10)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (exif.length + 8))
        .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] exif(int orientation) {
    var tiff = tiff(200);
    tiff.putShort((short) 4);
    text(tiff, 0x10f, 6, 100, "Canon");
    text(tiff, 0x110, 13, 110, "Canon EOS R5");
    entry(tiff, 0x112, 3, 1, orientation);
    entry(tiff, 0x8769, 4, 1, 130);
    tiff.position(130);
    tiff.putShort((short) 1);
    text(tiff, 0x9003, 20, 170, "2026:11:22 14:02:11");
    return bytes(tiff);
  }

  private static ByteBuffer tiff(int size) {
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'I')
        .put((byte) 'I')
        .putShort((short) 42)
        .putInt(8);
  }

  private static byte[] bytes(ByteBuffer whole) {
    byte[] bytes = new byte[whole.capacity()];
    whole.get(0, bytes);
    return bytes;
  }

  private static void text(ByteBuffer tiff, int tag, int count, int at, String text) {
    entry(tiff, tag, 2, count, at);
    tiff.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /// A RAW: the sensor's data in a sub-directory, a JPEG of the picture in another.
  ///
  /// @param jpeg what is inside
  /// @param orientation of both
  static byte[] raw(byte[] jpeg, int orientation) {
    int data = 1_000;
    var tiff = tiff(data + jpeg.length + 5_000);
    tiff.putShort((short) 3);
    text(tiff, 0x110, 5, 100, "Z 9");
    entry(tiff, 0x112, 3, 1, orientation);
    entry(tiff, 0x14a, 4, 2, 120);
    tiff.putInt(120, 200).putInt(124, 300);
    tiff.position(200);
    tiff.putShort((short) 2);
    entry(tiff, 0x201, 4, 1, data);
    entry(tiff, 0x202, 4, 1, jpeg.length);
    tiff.position(300);
    tiff.putShort((short) 5);
    entry(tiff, 0x100, 4, 1, 8256);
    entry(tiff, 0x101, 4, 1, 5504);
    entry(tiff, 0x103, 3, 1, 34713);
    entry(tiff, 0x111, 4, 1, data + jpeg.length);
    entry(tiff, 0x117, 4, 1, 5_000);
    tiff.put(data, jpeg);
    return bytes(tiff);
  }

  /// Every directory leads to the next one, the last one back to the first.
  static byte[] circles(int directories) {
    var tiff = tiff(8 + 30 * directories);
    for (int i = 0; i < directories; i++) {
      int next = 8 + 30 * ((i + 1) % directories);
      tiff.position(8 + 30 * i);
      tiff.putShort((short) 2);
      entry(tiff, 0x14a, 4, 1, next);
      entry(tiff, 0x8769, 4, 1, next);
      tiff.putInt(next);
    }
    return bytes(tiff);
  }

  /// A directory of many entries, each of which claims to hold most of the file.
  static byte[] greedy(int entries, int size) {
    var tiff = tiff(size);
    tiff.putShort((short) entries);
    for (int i = 0; i < entries; i++) {
      entry(tiff, 0x111, 4, size / 4 - 10_000, 8);
    }
    return bytes(tiff);
  }

  /// A PNG that says it is so large, with as many empty rows as fit into its data.
  static byte[] png(int width, int height, int dataBytes) {
    var file = ByteBuffer.allocate(200 + dataBytes);
    file.putLong(0x89504e470d0a1a0aL);
    chunk(
        file,
        "IHDR",
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
    chunk(file, "IDAT", zeros(dataBytes));
    chunk(file, "IEND", new byte[0]);
    return Arrays.copyOf(file.array(), file.position());
  }

  /// So many bytes of a stream that unpacks to a thousand times as many zeros.
  private static byte[] zeros(int packed) {
    var deflater = new Deflater(9);
    byte[] zeros = new byte[64 * 1024];
    byte[] bytes = new byte[packed];
    int at = 0;
    while (at < packed) {
      deflater.setInput(zeros);
      at += deflater.deflate(bytes, at, packed - at);
    }
    deflater.end();
    return bytes;
  }

  private static void chunk(ByteBuffer file, String tag, byte[] data) {
    byte[] name = tag.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(data);
    file.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
  }
}
