package org.shuttersend.receiver.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JPEGs of previews, `<folder>/<2 characters>/<photo id>-<size>.jpg`. Whole or not there;
/// nothing is lost with them, so the disk need not be waited for.
final class PreviewFiles {
  private static final Logger log = LoggerFactory.getLogger(PreviewFiles.class);
  private static final float QUALITY = 0.85f;
  private static final String UNFINISHED = ".part";

  private final Path folder;

  PreviewFiles(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    clearUnfinished();
  }

  private void clearUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(UNFINISHED)).toList()) {
        log.info("Deleting {}, left over from a preview that was never finished", file);
        Files.deleteIfExists(file);
      }
    }
  }

  /// @param photoId of a photo there is
  Optional<byte[]> read(String photoId, int size) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file(photoId, size)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Whether both sizes are there.
  boolean has(String photoId) {
    return Files.exists(file(photoId, Previews.SMALL));
  }

  /// Both sizes, the smaller one last: where it is, the larger is.
  ///
  /// @param large not above [Previews#LARGE] pixels
  void write(String photoId, Pixels large) throws IOException {
    put(file(photoId, Previews.LARGE), jpeg(large));
    put(
        file(photoId, Previews.SMALL),
        jpeg(Shrinking.shrink(new Rows.OfPixels(large), Previews.SMALL)));
  }

  private Path file(String photoId, int size) {
    return folder.resolve(photoId.substring(0, 2)).resolve(photoId + "-" + size + ".jpg");
  }

  private void put(Path file, byte[] bytes) throws IOException {
    Path unfinished = folder.resolve(UUID.randomUUID() + UNFINISHED);
    try {
      Files.write(unfinished, bytes);
      Files.createDirectories(file.resolveSibling("."));
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static byte[] jpeg(Pixels pixels) throws IOException {
    BufferedImage image = image(pixels);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// The same numbers, not a copy: nobody counts the memory of it.
  private static BufferedImage image(Pixels pixels) {
    var model = new DirectColorModel(24, 0xff0000, 0xff00, 0xff);
    int size = pixels.width() * pixels.height();
    return new BufferedImage(
        model,
        Raster.createPackedRaster(
            new DataBufferInt(pixels.rgb(), size),
            pixels.width(),
            pixels.height(),
            pixels.width(),
            model.getMasks(),
            null),
        false,
        null);
  }
}
