package org.shuttersend.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The launcher, with Java homes made for the test whose `java` prints what it was started with.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path SCRIPTS = Path.of("packaging/launcher").toAbsolutePath();

  @TempDir Path temporary;
  private Path bin = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void install() throws IOException {
    bin = Files.createDirectories(temporary.resolve("with a space/shuttersend/bin"));
    home = Files.createDirectory(temporary.resolve("home"));
    for (String name : List.of("shuttersend", "find-java.sh")) {
      Files.copy(SCRIPTS.resolve(name), bin.resolve(name));
    }
    executable(bin.resolve("shuttersend"));
  }

  @Test
  void startsTheProgramWithTheJavaItIsGiven() throws Exception {
    Path java = javaHome("java 25", "25.0.1");
    Run run = launch(Map.of("SHUTTERSEND_JAVA_HOME", java.toString()), "watch", "a b", "*");
    assertThat(run.code).isEqualTo(7);
    assertThat(run.lines())
        .contains("-cp", bin.resolveSibling("lib") + "/*", "org.shuttersend.app.Main")
        .endsWith("watch", "a b", "*", "LC_ALL=C.UTF-8");
  }

  @Test
  void worksThroughASymbolicLinkFromAnywhere() throws Exception {
    Path java = javaHome("java", "26");
    Path link = Files.createSymbolicLink(home.resolve("ss"), Path.of("../elsewhere"));
    Files.createSymbolicLink(temporary.resolve("elsewhere"), bin.resolve("shuttersend"));
    Run run = run(Map.of("JAVA_HOME", java.toString()), Path.of("/"), link.toString());
    assertThat(run.lines()).contains(bin.resolveSibling("lib") + "/*");
  }

  @Test
  void namesAreReadInUtf8WhateverTheLocale() throws Exception {
    Path java = javaHome("java", "25");
    Run run = launch(Map.of("JAVA_HOME", java.toString(), "LANG", "fr_FR.ISO-8859-1"));
    assertThat(run.lines()).contains("-Duser.language=fr").endsWith("LC_ALL=C.UTF-8");
  }

  @Test
  void optionsOfTheUserComeLast() throws Exception {
    Path java = javaHome("java", "25");
    var options = "-Xmx1g -XX:+UseG1GC";
    Run run = launch(Map.of("JAVA_HOME", java.toString(), "SHUTTERSEND_JAVA_OPTS", options));
    assertThat(run.lines())
        .containsSubsequence("-Xmx512m", "-Xmx1g", "-cp")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_392,8", "17.0.15,17", "25,25", "25.0.1,25", "26-ea,26"})
  void readsTheVersionOfAHome(String version, String major) throws Exception {
    Path java = javaHome("java", version);
    assertThat(sourced("java_major '" + java + "'", Map.of()).output.strip()).isEqualTo(major);
  }

  @Test
  void passesOverAnOlderDefaultAndFindsTheOneAtHome() throws Exception {
    Path old = javaHome("old", "17.0.15");
    Path found = javaHome("home/.jdks/jdk-25", "25.0.1");
    var script =
        "java_usual_homes() { ls -d \"$HOME\"/.jdks/*; }; find_java 25 any java; echo $JAVA_FOUND";
    Run run = sourced(script, Map.of("JAVA_HOME", old.toString()));
    assertThat(run.output.strip()).isEqualTo(found.toString());
  }

  @Test
  void findsTheOneOfMavensToolchains() throws Exception {
    Path found = javaHome("tool chain", "25.0.1");
    Files.createDirectory(home.resolve(".m2"));
    Files.writeString(
        home.resolve(".m2/toolchains.xml"), "<a>\n  <jdkHome> " + found + " </jdkHome>\n</a>\n");
    var script = "java_usual_homes() { :; }; find_java 25 any java; echo $JAVA_FOUND";
    assertThat(sourced(script, Map.of()).output.strip()).isEqualTo(found.toString());
  }

  @Test
  void aRuntimeWithoutCompilerOrOfALaterVersionIsNotToBuildWith() throws Exception {
    Path runtime = javaHome("runtime", "25.0.1");
    Path later = javaHome("later", "26");
    Files.copy(later.resolve("bin/java"), later.resolve("bin/javac"));
    executable(later.resolve("bin/javac"));
    var script = "java_usual_homes() { :; }; find_java 25 25 javac || echo none";
    var homes = Map.of("SHUTTERSEND_JAVA_HOME", runtime.toString(), "JAVA_HOME", later.toString());
    assertThat(sourced(script, homes).output.strip()).isEqualTo("none");
  }

  @Test
  void saysWhereItLookedAndHowToGetOne() throws Exception {
    Path old = javaHome("old", "17.0.15");
    var script = "java_usual_homes() { :; }; find_java 25 any java || say_no_java '25 or later'";
    Run run = sourced(script, Map.of("JAVA_HOME", old.toString()));
    assertThat(run.output)
        .contains("needs Java 25 or later, and none was found")
        .contains("JAVA_HOME: " + old + " (Java 17)")
        .contains("mkdir -p ~/.jdks && curl");
  }

  private Path javaHome(String name, String version) throws IOException {
    Path java = temporary.resolve(name);
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(
        java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Files.writeString(
        java.resolve("bin/java"),
        "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done\necho \"LC_ALL=$LC_ALL\"\nexit 7\n");
    executable(java.resolve("bin/java"));
    return java;
  }

  private Run launch(Map<String, String> environment, String... arguments) throws Exception {
    var command = new String[arguments.length + 1];
    command[0] = bin.resolve("shuttersend").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return run(environment, home, command);
  }

  private Run sourced(String script, Map<String, String> environment) throws Exception {
    return run(environment, bin, "sh", "-c", ". ./find-java.sh\n" + script);
  }

  private Run run(Map<String, String> environment, Path directory, String... command)
      throws Exception {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    var all = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString(), "LC_ALL", ""));
    all.putAll(environment);
    builder.environment().putAll(all);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Run(int code, String output) {
    List<String> lines() {
      return output.lines().toList();
    }
  }
}
