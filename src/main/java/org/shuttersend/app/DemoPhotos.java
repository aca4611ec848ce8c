package org.shuttersend.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.shuttersend.watch.Selection;

/// What a demo feeds in: copies of a folder of the user's, or shots made of the sample photos.
sealed interface DemoPhotos {

  /// Paths relative to the hot folder, in the order they come.
  List<String> paths();

  byte[] bytes(String path) throws IOException;

  /// Everything in a folder that would be sent from it.
  record Folder(Path root, List<String> paths) implements DemoPhotos {

    static Folder of(Path root) throws IOException {
      Selection selection = Selection.photographers();
      try (var files = Files.walk(root)) {
        return new Folder(
            root,
            files
                .filter(Files::isRegularFile)
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .filter(selection::takes)
                .sorted()
                .toList());
      }
    }

    @Override
    public byte[] bytes(String path) throws IOException {
      return Files.readAllBytes(root.resolve(path));
    }
  }

  /// A small shoot: real camera files, each shot with a comment of its own, so that no two have the
  /// same content.
  record Samples(List<String> paths) implements DemoPhotos {
    private static final int SHOTS = 24;
    private static final int SAMPLES = 6;
    private static final int FIRST_NUMBER = 4801;
    private static final int HEADER = 2;

    static Samples shoot() {
      var paths = new ArrayList<String>();
      for (int shot = 0; shot < SHOTS; shot++) {
        paths.add("DSC_" + (FIRST_NUMBER + shot) + ".jpg");
      }
      paths.add("DSC_" + FIRST_NUMBER + ".xmp");
      return new Samples(paths);
    }

    @Override
    public byte[] bytes(String path) throws IOException {
      if (path.endsWith(".xmp")) {
        return sample("1.xmp");
      }
      int shot = paths.indexOf(path);
      byte[] photo = sample(shot % SAMPLES + 1 + ".jpg");
      byte[] comment = ("Shuttersend demo, shot " + (shot + 1)).getBytes(StandardCharsets.US_ASCII);
      // A comment segment behind the start-of-image marker: FF FE, its length with the length
      // itself, the text.
      var out = new ByteArrayOutputStream(photo.length + comment.length + 4);
      out.write(photo, 0, HEADER);
      out.write(0xff);
      out.write(0xfe);
      out.write(0);
      out.write(comment.length + 2);
      out.write(comment);
      out.write(photo, HEADER, photo.length - HEADER);
      return out.toByteArray();
    }

    private static byte[] sample(String name) throws IOException {
      try (InputStream in =
          Objects.requireNonNull(DemoPhotos.class.getResourceAsStream("samples/" + name))) {
        return in.readAllBytes();
      }
    }
  }
}
