package org.shuttersend.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A description being gathered. What is said first holds. Used by one thread.
final class Sketch {
  private static final int MOST_JPEGS = 20;
  private static final int LONGEST_TEXT = 100;

  private Optional<String> taken = Optional.empty();
  private Optional<String> offset = Optional.empty();
  private Optional<String> make = Optional.empty();
  private Optional<String> model = Optional.empty();
  private Optional<String> lens = Optional.empty();
  private int orientation;
  private int width;
  private int height;
  private boolean whole = true;
  private long held;
  private final List<EmbeddedJpeg> jpegs = new ArrayList<>();

  /// @param exif as EXIF writes times: `2026:11:22 14:02:11`
  void taken(String exif) {
    if (taken.isEmpty()
        && exif.matches("[0-9]{4}:[01][0-9]:[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9].*")
        && !exif.startsWith("0000")) {
      taken =
          Optional.of(
              exif.substring(0, 4)
                  + "-"
                  + exif.substring(5, 7)
                  + "-"
                  + exif.substring(8, 10)
                  + "T"
                  + exif.substring(11, 19));
    }
  }

  void offset(String text) {
    if (offset.isEmpty() && text.matches("[+-][0-1][0-9]:[0-5][0-9]")) {
      offset = Optional.of(text);
    }
  }

  void make(String text) {
    make = make.or(() -> printable(text));
  }

  void model(String text) {
    model = model.or(() -> printable(text));
  }

  void lens(String text) {
    lens = lens.or(() -> printable(text));
  }

  void orientation(long value) {
    if (orientation == 0 && value >= 1 && value <= 8) {
      orientation = (int) value;
    }
  }

  /// The largest picture is the picture.
  void size(long wide, long high) {
    if (wide > 0
        && high > 0
        && wide <= Integer.MAX_VALUE
        && high <= Integer.MAX_VALUE
        && wide * high > (long) width * height) {
      width = (int) wide;
      height = (int) high;
    }
  }

  /// A directory says it has a value of so many bytes.
  void holds(long bytes) {
    held = Math.min(Long.MAX_VALUE >> 1, held + bytes);
  }

  void endsEarly() {
    whole = false;
  }

  /// Takes it if a decoder would.
  void jpeg(Bytes bytes, long at, long length) throws IOException {
    if (jpegs.size() >= MOST_JPEGS || length < 4 || at < 0 || length > bytes.size() - at) {
      return;
    }
    try {
      JpegHeader.read(bytes, at, length).frame().ifPresent(this::jpeg);
    } catch (Bytes.PastEnd e) {
      // None that could be shown.
    }
  }

  void jpeg(EmbeddedJpeg jpeg) {
    jpegs.add(jpeg);
  }

  Description description(Description.Kind kind) {
    jpegs.sort(Comparator.comparingLong(EmbeddedJpeg::pixels).reversed());
    return new Description(
        kind,
        taken.map(time -> time + offset.orElse("")),
        camera(),
        lens,
        Math.max(1, orientation),
        width,
        height,
        List.copyOf(jpegs),
        held,
        whole);
  }

  /// Most makers repeat themselves: `Canon`, `Canon EOS R5`.
  private Optional<String> camera() {
    if (make.isEmpty() || model.isEmpty()) {
      return model.or(() -> make);
    }
    String first = make.get().split(" ", 2)[0];
    boolean named = model.get().regionMatches(true, 0, first, 0, first.length());
    return Optional.of(named ? model.get() : make.get() + " " + model.get());
  }

  private static Optional<String> printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.isEmpty()
        ? Optional.empty()
        : Optional.of(clean.substring(0, Math.min(LONGEST_TEXT, clean.length())).strip());
  }
}
