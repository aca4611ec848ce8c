package org.shuttersend.receiver.picture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shuttersend.format.Description;
import org.shuttersend.format.Description.Kind;
import org.shuttersend.format.EmbeddedJpeg;
import org.shuttersend.format.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a stored file: what it says of itself, what is to be seen on it, whether it is damaged.
///
/// Damaged is only what plainly is: a JPEG or PNG that ends in the middle or cannot be decoded
/// though it is of a kind that can, a TIFF or RAW whose parts lie beyond its end and of which
/// nothing can be shown. Everything else that cannot be shown is a photo without a preview.
final class Looking {
  private static final Logger log = LoggerFactory.getLogger(Looking.class);
  private static final String CUT = "The picture is damaged: it ends in the middle";
  private static final String BROKEN = "The picture is damaged: it cannot be decoded";
  private static final String NO_PICTURE = "it is no picture of a kind that can be shown";
  private static final int TRIES = 3;

  private final Decoder decoder;

  Looking(Decoder decoder) {
    this.decoder = decoder;
  }

  /// @throws IOException if the file cannot be read
  /// @throws InterruptedException if the program is to end
  Looked at(Path file) throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Description about = Description.of(channel);
      try {
        return look(file, channel, about);
      } catch (NoPreview e) {
        return new Looked.Unseen(about, e.reason(), e.perhapsLater());
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        // A fault of the decoder says nothing about the photo.
        log.warn("No preview of {}: its decoder broke", file, e);
        return new Looked.Unseen(about, "its decoder broke", false);
      } catch (OutOfMemoryError e) {
        log.warn("No preview of {}: not enough memory", file);
        return new Looked.Unseen(about, "there was not enough memory", true);
      }
    }
  }

  private Looked look(Path file, FileChannel channel, Description about)
      throws IOException, NoPreview, InterruptedException {
    return switch (about.kind()) {
      case JPEG -> jpeg(file, channel, about);
      case PNG -> png(file, channel, about);
      case TIFF -> tiff(file, channel, about);
      case RAF, BOXES -> embedded(file, channel, about);
      case GIF -> other(channel, "gif", about);
      case BMP -> other(channel, "bmp", about);
      case OTHER -> throw new NoPreview(NO_PICTURE);
    };
  }

  private Looked jpeg(Path file, FileChannel channel, Description about)
      throws IOException, NoPreview, InterruptedException {
    // The others are thumbnails in its header.
    Optional<EmbeddedJpeg> itself =
        about.jpegs().stream().filter(jpeg -> jpeg.offset() == 0).findFirst();
    if (itself.isEmpty()) {
      if (about.whole()) {
        throw new NoPreview("it is a JPEG of a kind that is not known");
      }
      return new Looked.Damaged(about, CUT);
    }
    try {
      Decoded decoded = decoder.jpeg(channel, itself.get());
      // Some programs leave the end mark away: it must be picture data that is missing.
      return decoded.endsInTheMiddle() && Ending.isCutOff(file)
          ? new Looked.Damaged(about, CUT)
          : seen(about, decoded);
    } catch (Undecodable e) {
      if (String.valueOf(e.getMessage()).contains("Unsupported")) {
        throw new NoPreview(String.valueOf(e.getMessage()));
      }
      return new Looked.Damaged(about, Ending.isCutOff(file) ? CUT : BROKEN);
    }
  }

  private Looked png(Path file, FileChannel channel, Description about)
      throws IOException, NoPreview, InterruptedException {
    Looked looked = other(channel, "png", about);
    boolean cut = looked instanceof Looked.Unseen && about.width() > 0 && Ending.isCutOff(file);
    return cut ? new Looked.Damaged(about, CUT) : looked;
  }

  private Looked other(FileChannel channel, String format, Description about)
      throws IOException, NoPreview, InterruptedException {
    try {
      return seen(about, decoder.other(channel, format, about));
    } catch (Undecodable e) {
      return new Looked.Unseen(about, "it cannot be decoded: " + e.getMessage(), false);
    }
  }

  /// A TIFF is decoded itself, a RAW by the JPEGs inside; a TIFF by those, too, where that fails.
  private Looked tiff(Path file, FileChannel channel, Description about)
      throws IOException, NoPreview, InterruptedException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!about.jpegs().isEmpty() && !name.endsWith(".tif") && !name.endsWith(".tiff")) {
      return embedded(file, channel, about);
    }
    Looked itself = tiffItself(channel, about);
    if (itself instanceof Looked.Seen) {
      return itself;
    }
    try {
      return embedded(file, channel, about);
    } catch (NoPreview e) {
      return itself;
    }
  }

  private Looked tiffItself(FileChannel channel, Description about)
      throws IOException, InterruptedException {
    try {
      return other(channel, "tiff", about);
    } catch (NoPreview e) {
      return new Looked.Unseen(about, e.reason(), e.perhapsLater());
    } catch (RuntimeException e) {
      // The decoder's way of saying that it has no idea of this maker's TIFF.
      return new Looked.Unseen(about, "it is a TIFF of a kind that is not known", false);
    }
  }

  private Looked embedded(Path file, FileChannel channel, Description about)
      throws IOException, NoPreview, InterruptedException {
    NoPreview why = new NoPreview("there is no picture of it inside that can be shown");
    for (EmbeddedJpeg jpeg : bestFirst(about.jpegs())) {
      try {
        Decoded decoded = decoder.jpeg(channel, jpeg);
        return new Looked.Seen(about, decoded.pixels().upright(about.orientation()));
      } catch (Undecodable | RuntimeException e) {
        log.debug("A picture inside {} cannot be decoded", file, e);
      } catch (NoPreview e) {
        why = e;
      }
    }
    boolean parts = about.kind() == Kind.TIFF || about.kind() == Kind.RAF;
    if (parts && !why.perhapsLater() && (!about.whole() || Ending.isCutOff(file))) {
      return new Looked.Damaged(about, CUT);
    }
    throw why;
  }

  /// The smallest that is large enough, then the larger ones of the rest.
  private static List<EmbeddedJpeg> bestFirst(List<EmbeddedJpeg> largestFirst) {
    int enough = 0;
    while (enough + 1 < largestFirst.size() && isEnough(largestFirst.get(enough + 1))) {
      enough++;
    }
    return largestFirst.stream().skip(enough).limit(TRIES).toList();
  }

  private static boolean isEnough(EmbeddedJpeg jpeg) {
    return Math.max(jpeg.width(), jpeg.height()) >= Previews.LARGE;
  }

  private static Looked seen(Description about, Decoded decoded) {
    return new Looked.Seen(
        about.sized(decoded.width(), decoded.height()),
        decoded.pixels().upright(about.orientation()));
  }
}
