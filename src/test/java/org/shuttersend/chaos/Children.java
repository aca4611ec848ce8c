package org.shuttersend.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.shuttersend.chaos.child.Hooks;
import org.shuttersend.testkit.Program;

/// Starts the woven programs, with an archive of their loaded classes that makes every start a
/// cheap one.
final class Children {
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xmx128m",
          // The archive's words about itself.
          "-Xlog:disable",
          "-Duser.language=en");
  private static final String MAIN = "org.shuttersend.app.Main";

  private final Path archive;
  private final String classPath;

  private Children(Path archive, String classPath) {
    this.archive = archive;
    this.classPath = classPath;
  }

  /// @param folder gets the jar and the archive
  static Children make(Path folder, SeededBug bug) {
    try {
      Path jar = Files.createDirectories(folder).resolve("product.jar");
      ProductJar.write(jar, new Weaver(KillPoints.ALL, bug));
      var classPath = new ArrayList<>(List.of(jar.toString()));
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> entry.endsWith(".jar"))
          .forEach(classPath::add);
      var children =
          new Children(folder.resolve("classes.jsa"), String.join(File.pathSeparator, classPath));
      children.train(Files.createDirectories(folder.resolve("training")));
      return children;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One run of both programs in one process, which writes down what it loaded.
  private void train(Path home) {
    List<String> demo =
        List.of("demo", "--seconds", "1", "--keep", home.resolve("demo").toString());
    List<String> command = command(List.of(), "-XX:ArchiveClassesAtExit=" + archive, home, demo);
    try (Program program = Program.start(home, Map.of(), command)) {
      int code = program.await();
      // A seeded bug may let it fail; the archive is there all the same.
      if (Files.notExists(archive)) {
        throw new AssertionError("training: " + code + program.output() + program.errors());
      }
    }
  }

  /// @param temp gets what it prints
  /// @param hooks the folder of its control file and journal
  /// @param starter a command that starts the command given to it, in its own place
  Program start(Path temp, Path hooks, List<String> starter, List<String> arguments) {
    return Program.start(
        temp,
        Map.of(Hooks.VARIABLE, hooks.toString()),
        command(starter, "-XX:SharedArchiveFile=" + archive, temp, arguments));
  }

  private List<String> command(
      List<String> starter, String archiving, Path home, List<String> arguments) {
    var command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(archiving);
    command.addAll(FLAGS);
    command.addAll(List.of("-Duser.home=" + home, "-cp", classPath, MAIN));
    command.addAll(arguments);
    return command;
  }
}
