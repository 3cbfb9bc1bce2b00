package org.khue;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The architecture as it is drawn in docs/start-here.md: who may use whom.
class ArchitectureTest {
  private static final Map<String, Integer> LEAST_CLASSES =
      Map.of(
          "cloud-api/contract", 15,
          "cloud-api/web", 8,
          "cloud-api/server", 60,
          "device-drivers", 50,
          "gateway", 60,
          "sim", 30);

  /// The modules of the cloud, from the lowest tier to the highest. A module uses lower tiers, or
  /// earlier modules of its own tier, and never the `internal` package of another.
  private static final List<String> CLOUD_MODULES =
      List.of(
          "platform",
          "organisation",
          "people",
          "identity",
          "exchange",
          "telemetry",
          "fleet",
          "equipment",
          "pages");

  private static JavaClasses all;

  @BeforeAll
  static void readAllClasses() {
    List<Path> folders =
        LEAST_CLASSES.keySet().stream()
            .map(module -> Path.of("..", module, "target", "classes"))
            .toList();
    folders.forEach(
        folder -> assertTrue(Files.isDirectory(folder), folder + " is missing: build all modules"));
    all = new ClassFileImporter().importPaths(folders);
  }

  @Test
  void enoughClassesWereSeenForTheRulesToMeanAnything() {
    LEAST_CLASSES.forEach((module, least) -> {
      JavaClasses seen =
          new ClassFileImporter().importPath(Path.of("..", module, "target", "classes"));
      assertTrue(
          seen.size() >= least,
          module + ": saw " + seen.size() + " classes, expected at least " + least);
    });
  }

  @TestFactory
  List<DynamicTest> aPartUsesOnlyWhatItMay() {
    Map<String, List<String>> forbidden = new LinkedHashMap<>();
    forbidden.put(
        "org.khue.contract..",
        List.of(
            "org.khue.web..",
            "org.khue.cloud..",
            "org.khue.driver..",
            "org.khue.gateway..",
            "org.khue.sim..",
            "io.micronaut..",
            "io.netty.."));
    forbidden.put(
        "org.khue.driver..",
        List.of(
            "org.khue.contract..",
            "org.khue.web..",
            "org.khue.cloud..",
            "org.khue.gateway..",
            "org.khue.sim..",
            "io.micronaut.."));
    forbidden.put(
        "org.khue.web..",
        List.of(
            "org.khue.contract..",
            "org.khue.cloud..",
            "org.khue.driver..",
            "org.khue.gateway..",
            "org.khue.sim.."));
    forbidden.put(
        "org.khue.gateway..", List.of("org.khue.cloud..", "org.khue.sim..", "io.micronaut.."));
    forbidden.put(
        "org.khue.cloud..", List.of("org.khue.gateway..", "org.khue.driver..", "org.khue.sim.."));
    forbidden.put(
        "org.khue.sim..",
        List.of("org.khue.gateway..", "org.khue.driver..", "org.khue.cloud..", "org.khue.web.."));
    List<DynamicTest> tests = new ArrayList<>();
    forbidden.forEach((part, never) ->
        tests.add(
            check(
                part + " uses none of " + never,
                noClasses()
                    .that()
                    .resideInAPackage(part)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(never.toArray(String[]::new)))));
    return tests;
  }

  @TestFactory
  List<DynamicTest> driversKnowTheSpiAloneAndNobodyKnowsADriver() {
    List<String> drivers = List.of("mqtt", "coap", "modbus", "scpi", "pjlink", "pn532");
    List<DynamicTest> tests = new ArrayList<>();
    for (String driver : drivers) {
      String own = "org.khue.driver." + driver + "..";
      String[] others =
          drivers.stream()
              .filter(other -> !other.equals(driver))
              .map(other -> "org.khue.driver." + other + "..")
              .toArray(String[]::new);
      tests.add(
          check(
              driver + " uses no other driver",
              noClasses()
                  .that()
                  .resideInAPackage(own)
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(others)));
      tests.add(
          check(
              "the gateway meets " + driver + " through ServiceLoader only",
              noClasses()
                  .that()
                  .resideInAPackage("org.khue.gateway..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(own)));
    }
    return tests;
  }

  @Test
  void theSpiItselfNeedsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.khue.driver")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "org.khue.driver")
        .check(all);
  }

  @Test
  void contractRecordsNeedTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.khue.contract")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..",
            "org.khue.contract")
        .check(all);
  }

  @Test
  void thePipelineNeverCallsTheUplinkNorTheUplinkThePipeline() {
    noClasses()
        .that()
        .resideInAPackage("org.khue.gateway.pipeline..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.khue.gateway.uplink..")
        .check(all);
    noClasses()
        .that()
        .resideInAPackage("org.khue.gateway.uplink..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.khue.gateway.pipeline..", "org.khue.gateway.device..")
        .check(all);
  }

  @TestFactory
  List<DynamicTest> aCloudModuleUsesLowerModulesOnly() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < CLOUD_MODULES.size(); i++) {
      String own = "org.khue.cloud." + CLOUD_MODULES.get(i) + "..";
      String[] above =
          CLOUD_MODULES.subList(i + 1, CLOUD_MODULES.size()).stream()
              .map(module -> "org.khue.cloud." + module + "..")
              .toArray(String[]::new);
      if (above.length > 0) {
        tests.add(
            check(
                own + " uses nothing above it",
                noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)));
      }
      String inside = "org.khue.cloud." + CLOUD_MODULES.get(i) + ".internal..";
      // The compiled templates of a module's own folder belong to the module.
      String templates = "org.khue.cloud.jte." + CLOUD_MODULES.get(i) + "..";
      DescribedPredicate<JavaClass> outsiders =
          not(resideInAnyPackage(own, templates)).and(resideInAPackage("org.khue.."));
      tests.add(
          check(
              inside + " is its own affair",
              noClasses()
                  .that(outsiders)
                  .should()
                  .dependOnClassesThat(resideInAnyPackage(inside))
                  .allowEmptyShould(true)));
    }
    return tests;
  }

  @Test
  void everyCloudModuleIsOnTheMap() {
    all.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith("org.khue.cloud."))
        .map(name -> name.substring("org.khue.cloud.".length()).split("\\.")[0])
        .filter(module -> !module.equals("jte")) // templates, compiled
        .distinct()
        .forEach(module ->
            assertTrue(
                CLOUD_MODULES.contains(module),
                "the cloud module '"
                    + module
                    + "' is not on the map: add it to CLOUD_MODULES at its tier"));
  }

  private static DynamicTest check(String name, ArchRule rule) {
    return DynamicTest.dynamicTest(name, () -> rule.check(all));
  }
}
