package org.shuttersend.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the room table: who may know whom, which library lives in which room, no cycles at any
/// depth.
class HouseTest {
  private static final String ROOT = "org.shuttersend";

  /// Room to the rooms it may import, in the order of the design: only earlier ones.
  private static final Map<String, List<String>> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("wire", List.of("model")),
              Map.entry("text", List.of("model")),
              Map.entry("settings", List.of("model")),
              Map.entry("database", List.of()),
              Map.entry("thread", List.of()),
              Map.entry("machine", List.of("thread")),
              Map.entry("format", List.of()),
              Map.entry("watch", List.of("model", "thread")),
              Map.entry("settle", List.of("model", "thread", "format", "watch")),
              Map.entry("catalog", List.of("model", "database")),
              Map.entry("destination", List.of("model", "wire")),
              Map.entry("upload", List.of("model", "thread", "catalog", "destination")),
              Map.entry("status", List.of("model", "catalog", "destination")),
              Map.entry(
                  "after", List.of("model", "thread", "database", "watch", "settle", "catalog")),
              Map.entry(
                  "receiver", List.of("model", "thread", "text", "format", "wire", "database")),
              Map.entry("ui", List.of("model", "thread", "settings", "text")),
              Map.entry(
                  "cli",
                  List.of(
                      "model",
                      "wire",
                      "text",
                      "settings",
                      "database",
                      "watch",
                      "settle",
                      "catalog",
                      "destination",
                      "upload",
                      "status",
                      "receiver",
                      "ui")),
              Map.entry("app", List.of("..."))));

  /// Library packages to the rooms that may touch them.
  private static final Map<String, List<String>> LIBRARIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("java.sql..", List.of("database", "catalog", "receiver")),
              Map.entry("org.sqlite..", List.of("database")),
              Map.entry("org.postgresql..", List.of("database")),
              Map.entry("com.zaxxer..", List.of("database")),
              Map.entry("okhttp3..", List.of("destination")),
              Map.entry("okio..", List.of("destination")),
              Map.entry("dev.failsafe..", List.of("upload")),
              Map.entry("org.eclipse.jetty..", List.of("receiver")),
              Map.entry("io.prometheus..", List.of("receiver")),
              Map.entry("javafx..", List.of("ui")),
              Map.entry("java.awt..", List.of("ui", "receiver")),
              Map.entry("javax.imageio..", List.of("receiver")),
              Map.entry("com.github.benmanes..", List.of("receiver")),
              Map.entry("atlantafx..", List.of("ui")),
              Map.entry("org.kordamp..", List.of("ui")),
              Map.entry("picocli..", List.of("cli")),
              Map.entry("tools.jackson..", List.of("wire", "settings")),
              Map.entry("com.fasterxml.jackson..", List.of("wire", "settings")),
              Map.entry("net.harawata..", List.of("settings")),
              Map.entry("org.eclipse.jgit..", List.of("watch")),
              Map.entry("org.freedesktop..", List.of("machine")),
              Map.entry("ch.qos.logback..", List.of("app"))));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyClassIsInARoom() {
    classes()
        .should()
        .resideInAnyPackage(ROOMS.keySet().stream().map(HouseTest::room).toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  void everyRoomOfTheTableIsBuilt() {
    assertThat(ROOMS.keySet())
        .allMatch(
            room -> HOUSE.stream().anyMatch(c -> c.getPackageName().startsWith(ROOT + "." + room)));
  }

  @TestFactory
  Stream<DynamicTest> aRoomImportsOnlyWhatTheTableAllows() {
    return ROOMS.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("app"))
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> onlyAllowed(entry.getKey(), entry.getValue())));
  }

  private static void onlyAllowed(String room, List<String> allowed) {
    var reachable =
        Stream.concat(Stream.of(room), allowed.stream())
            .map(HouseTest::room)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(room(room))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(reachable))))
        .check(HOUSE);
  }

  @TestFactory
  Stream<DynamicTest> aLibraryLivesInItsRooms() {
    return LIBRARIES.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    noClasses()
                        .that()
                        .resideOutsideOfPackages(
                            entry.getValue().stream().map(HouseTest::room).toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(entry.getKey())
                        .check(HOUSE)));
  }

  @Test
  void onlyTheWatchRoomKnowsTheWatchService() {
    noClasses()
        .that()
        .resideOutsideOfPackage(room("watch"))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.WatchService")
        .check(HOUSE);
  }

  @Test
  void noCyclesAtAnyDepth() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void noRoomIsALumberRoom() {
    var lumber = List.of("util", "utils", "common", "impl", "helper", "helpers", "manager");
    assertThat(HOUSE)
        .allSatisfy(c ->
            assertThat(Arrays.asList(c.getPackageName().split("\\.")))
                .doesNotContainAnyElementsOf(lumber));
  }

  private static String room(String name) {
    return ROOT + "." + name + "..";
  }
}
