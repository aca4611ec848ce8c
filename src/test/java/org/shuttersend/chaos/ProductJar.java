package org.shuttersend.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.shuttersend.app.Main;
import org.shuttersend.chaos.child.Hooks;

/// A copy of the product, woven, as a jar. The product's own classes stay as they are.
final class ProductJar {
  private ProductJar() {}

  /// @param jar is written
  /// @throws AssertionError if the product has not got any more what the bug needs
  static void write(Path jar, Weaver weaver) {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      Path product = home(Main.class);
      add(out, product, product, weaver);
      Path tests = home(Hooks.class);
      Path hooks = tests.resolve(Hooks.class.getPackageName().replace('.', '/'));
      add(out, tests, hooks, Weaver.idle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var missing = new HashSet<>(weaver.bug().needs());
    missing.removeAll(weaver.applied());
    if (!missing.isEmpty()) {
      throw new AssertionError("The product has not got any more what the bug needs: " + missing);
    }
  }

  private static void add(JarOutputStream out, Path root, Path part, Weaver weaver)
      throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        out.putNextEntry(new JarEntry(name));
        out.write(woven(name, Files.readAllBytes(file), weaver));
      }
    }
  }

  private static byte[] woven(String name, byte[] bytes, Weaver weaver) {
    if (name.endsWith(".class")) {
      return weaver.weave(bytes);
    }
    return name.endsWith(".sql")
        ? weaver
            .reworded(new String(bytes, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8)
        : bytes;
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
