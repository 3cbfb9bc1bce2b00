package org.khue.cloud.exchange.oneroster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.cloud.platform.imports.Run;
import org.khue.cloud.platform.imports.RunState;
import org.khue.cloud.platform.problem.ProblemException;

/// Whatever is wrong in a roster is told at its cell, and nothing of it is written.
class RosterFaultTest {
  private static ImportedWard ward;

  @BeforeAll
  static void start() {
    DemoRoster.school();
    ward = ImportedWard.open();
  }

  @AfterAll
  static void stop() {
    ward.close();
  }

  @Test
  void everyPlantedFaultIsBlamedOnItsCellAndNothingIsWritten() {
    SpoiltRoster roster = new SpoiltRoster(DemoRoster.school());
    roster.plant();
    String before = ward.hash();
    Run run = ward.send(ward.ward(), roster.files());
    assertEquals(RunState.CHECKED, run.state(), () -> run.notices().toString());
    assertEquals(
        String.join("\n", new TreeSet<>(roster.planted())), String.join("\n", ward.blamed(run)));
    assertTrue(roster.planted().size() >= 30, "planted " + roster.planted().size());
    assertThrows(ProblemException.class, () -> ward.apply(run));
    assertEquals(before, ward.hash());
  }

  @ParameterizedTest
  @CsvSource({
    "file.users;bulk, file.users;delta, oneroster.fault-delta-file",
    "oneroster.version;1.2, oneroster.version;1.1, oneroster.fault-version",
    "file.roles;bulk, file.roles;absent, oneroster.fault-unannounced",
    "file.results;absent, file.results;bulk, oneroster.fault-file-missing",
    "file.orgs;bulk, file.orgs;all, oneroster.fault-mode"
  })
  void aManifestThatDoesNotFitRefusesTheWholeFile(String right, String wrong, String message) {
    Map<String, String> files = new LinkedHashMap<>(DemoRoster.school());
    files.computeIfPresent(
        "manifest.csv",
        (name, text) -> text.replace(right.replace(';', ','), wrong.replace(';', ',')));
    refused(files, message);
  }

  @Test
  void aZipWithoutManifestAndOneWithAFolderAreRefused() {
    Map<String, String> files = new LinkedHashMap<>(DemoRoster.school());
    files.remove("manifest.csv");
    refused(files, "oneroster.fault-manifest");
    Map<String, String> deep = new LinkedHashMap<>();
    DemoRoster.school().forEach((name, text) -> deep.put("roster/" + name, text));
    refused(deep, "oneroster.fault-folder");
  }

  private static void refused(Map<String, String> files, String message) {
    Run run = ward.send(ward.ward(), files);
    assertEquals(RunState.REFUSED, run.state());
    assertTrue(run.notices().toString().contains(message), () -> run.notices().toString());
  }
}
