package org.shuttersend.format;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;
import org.shuttersend.format.Description.Kind;

/// Looks a file through for its [Description]. Used by one thread.
final class Describing {
  private static final int LONGEST_MAGIC = 16;

  /// Where boxes keep what describes the picture: at the beginning, in some files at the end.
  private static final int SEARCHED = 1 << 20;

  /// How the TIFF structures begin that HEIC and CR3 keep in boxes; of CR3's there are several.
  private static final List<String> TIFFS = List.of("II*\0\u0008\0\0\0", "MM\0*\0\0\0\u0008");

  private static final List<String> BEFORE_TIFF = List.of("CMT1", "CMT2");

  private static final int MOST_CHUNKS = 1_000;
  private static final int MOST_FINDS = 8;
  private static final int PREVIEW_HEADER = 32;

  private final Bytes bytes;
  private final Sketch sketch = new Sketch();

  Describing(Bytes bytes) {
    this.bytes = bytes;
  }

  Description description() throws IOException {
    String magic = bytes.text(0, (int) Math.min(LONGEST_MAGIC, bytes.size()));
    Kind kind = kind(magic);
    try {
      switch (kind) {
        case JPEG -> jpeg(0, bytes.size());
        case TIFF -> TiffTags.read(bytes, 0, sketch);
        case RAF -> raf();
        case PNG -> png();
        case BOXES -> boxes();
        case GIF, BMP, OTHER -> {
          // Their decoders say how large they are.
        }
      }
    } catch (Bytes.PastEnd e) {
      sketch.endsEarly();
    }
    return sketch.description(kind);
  }

  private static Kind kind(String magic) {
    if (new Jpeg().begins(magic)) {
      return Kind.JPEG;
    } else if (new Tiff().begins(magic)) {
      return Kind.TIFF;
    } else if (new Raf().begins(magic)) {
      return Kind.RAF;
    } else if (new Png().begins(magic)) {
      return Kind.PNG;
    } else if (magic.startsWith("GIF8")) {
      return Kind.GIF;
    } else if (magic.startsWith("BM") && magic.startsWith("\0\0\0\0", 6)) {
      return Kind.BMP;
    }
    return magic.startsWith("ftyp", 4) ? Kind.BOXES : Kind.OTHER;
  }

  private void jpeg(long at, long length) throws IOException {
    JpegHeader header = JpegHeader.read(bytes, at, length);
    header.frame().ifPresent(frame -> sketch.size(frame.width(), frame.height()));
    if (header.exif().isPresent()) {
      tiff(header.exif().getAsLong());
    }
    header.frame().ifPresent(sketch::jpeg);
  }

  /// Inside something else: if it is broken, only it is.
  private void tiff(long base) throws IOException {
    try {
      TiffTags.read(bytes, base, sketch);
    } catch (Bytes.PastEnd e) {
      // It says nothing, then.
    }
  }

  private void raf() throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    jpeg(bytes.u32(84), bytes.u32(88));
  }

  private void png() throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    long at = 8;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      String tag = bytes.tag(at + 4);
      if (tag.equals("IHDR")) {
        sketch.size(bytes.u32(at + 8), bytes.u32(at + 12));
      } else if (tag.equals("eXIf")) {
        tiff(at + 8);
        bytes.order(ByteOrder.BIG_ENDIAN);
      } else if (tag.equals("IDAT") || tag.equals("IEND")) {
        return;
      }
      at += 12 + bytes.u32(at);
    }
  }

  /// Their structure would lead there, too; looking for the marks is as sure and much shorter.
  private void boxes() throws IOException {
    long head = Math.min(SEARCHED, bytes.size());
    for (String mark : BEFORE_TIFF) {
      OptionalLong found = find(mark, 0, head);
      if (found.isPresent()) {
        tiff(found.getAsLong() + mark.length());
      }
    }
    for (String start : TIFFS) {
      OptionalLong found = find(start, 0, head);
      if (found.isEmpty()) {
        found = find(start, Math.max(head, bytes.size() - SEARCHED), bytes.size());
      }
      if (found.isPresent()) {
        tiff(found.getAsLong());
      }
    }
    sizes(head);
    OptionalLong preview = find("PRVW", 0, head);
    if (preview.isPresent()) {
      canonPreview(preview.getAsLong());
    }
  }

  private void sizes(long end) throws IOException {
    long from = 0;
    for (int i = 0; i < MOST_FINDS; i++) {
      OptionalLong size = find("ispe", from, end);
      if (size.isEmpty()) {
        return;
      }
      bytes.order(ByteOrder.BIG_ENDIAN);
      sketch.size(bytes.u32(size.getAsLong() + 8), bytes.u32(size.getAsLong() + 12));
      from = size.getAsLong() + 4;
    }
  }

  private void canonPreview(long tag) throws IOException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    long end = tag - 4 + bytes.u32(tag - 4);
    for (long at = tag; at < tag + PREVIEW_HEADER; at++) {
      if (bytes.u16(at) == 0xffd8) {
        sketch.jpeg(bytes, at, end - at);
        return;
      }
    }
  }

  private OptionalLong find(String mark, long from, long to) throws IOException {
    char first = mark.charAt(0);
    for (long at = from; at <= to - mark.length(); at++) {
      if (bytes.u8(at) == first && bytes.text(at, mark.length()).equals(mark)) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }
}
