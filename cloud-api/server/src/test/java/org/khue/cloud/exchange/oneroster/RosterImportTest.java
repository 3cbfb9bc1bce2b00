package org.khue.cloud.exchange.oneroster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.platform.imports.Run;
import org.khue.cloud.platform.imports.RunState;

/// A school leaves one cloud and comes into another.
class RosterImportTest {
  private static final Binding BINDING = Binding.read();

  private static ImportedWard ward;
  private static Map<String, String> files;

  @BeforeAll
  static void start() {
    files = DemoRoster.school();
    ward = ImportedWard.open();
  }

  @AfterAll
  static void stop() {
    ward.close();
  }

  /// The lines of all files, with names in the place of ids.
  private static Map<String, List<String>> named(Map<String, String> texts) {
    Map<String, String> names = new HashMap<>();
    for (String file : texts.keySet()) {
      for (RosterZips.Line line : RosterZips.lines(texts, file)) {
        String name =
            String.join(
                " ",
                line.at("identifier"),
                line.at("title"),
                line.at("familyName"),
                line.at("middleName"),
                line.at("givenName"));
        names.putIfAbsent(line.at("sourcedId"), name);
      }
    }
    Map<String, List<String>> named = new TreeMap<>();
    texts.keySet().stream()
        .filter(file -> !file.equals("manifest.csv"))
        .forEach(file ->
            named.put(
                file,
                RosterZips.lines(texts, file).stream()
                    .map(line -> named(line, names))
                    .sorted()
                    .toList()));
    return named;
  }

  private static String named(RosterZips.Line line, Map<String, String> names) {
    return line.cells().entrySet().stream()
        .filter(cell -> !cell.getKey().equals("sourcedId"))
        .map(cell ->
            cell.getKey()
                + "="
                + List.of(cell.getValue().split(",", -1)).stream()
                    .map(item -> names.getOrDefault(item, item))
                    .collect(Collectors.joining(",")))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  @Test
  void aSchoolThatCameInGoesOutAsItWasComesInAgainUnchangedAndIsTakenBackExactly() {
    String before = ward.hash();
    Run checked = ward.send(ward.ward(), files);
    assertEquals(RunState.CHECKED, checked.state(), () -> checked.notices().toString());
    assertEquals(Set.of(), ward.blamed(checked));
    assertEquals(before, ward.hash());
    Run applied = ward.apply(checked);
    assertEquals(RunState.APPLIED, applied.state(), () -> applied.notices().toString());

    UUID school = ward.unit("SK-THCS-01");
    Map<String, String> again = DemoRoster.export(ward.cloud(), new RosterOptions(school, 0, true));
    assertEquals(List.of(), BINDING.faults(again));
    assertEquals(named(withoutPupils(files)), named(withoutPupils(again)));

    Run second = ward.send(ward.ward(), files);
    assertEquals(
        List.of(0, 0, 0),
        List.of(second.counts().fresh(), second.counts().changed(), second.counts().wrong()));

    Run undone = ward.undo(applied);
    assertEquals(RunState.UNDONE, undone.state(), () -> undone.notices().toString());
    assertEquals(0, undone.counts().left());
    assertEquals(before, ward.hash());
  }

  /// Consents do not travel, so the other cloud gives no pupil's date of birth away.
  private static Map<String, String> withoutPupils(Map<String, String> texts) {
    Set<String> pupils =
        RosterZips.lines(texts, "roles.csv").stream()
            .filter(line -> line.at("role").equals("student"))
            .map(line -> line.at("userSourcedId"))
            .collect(Collectors.toSet());
    Map<String, String> rest = new LinkedHashMap<>(texts);
    List<String> kept = new ArrayList<>();
    for (String line : texts.getOrDefault("demographics.csv", "").split("\r\n")) {
      if (!pupils.contains(line.substring(0, line.indexOf(',')))) {
        kept.add(line);
      }
    }
    rest.put("demographics.csv", String.join("\r\n", kept) + "\r\n");
    return rest;
  }

  @Test
  void aNameThatChangesInTheOtherSystemChangesHere() {
    Map<String, String> some = new LinkedHashMap<>(files);
    Run first = ward.apply(ward.send(ward.ward(), some));
    assertEquals(RunState.APPLIED, first.state(), () -> first.notices().toString());
    some.computeIfPresent("orgs.csv", (file, text) -> text.replace("Sao Mai 1", "Sao Hôm 1"));
    Run second = ward.apply(ward.send(ward.ward(), some));
    assertEquals(1, second.counts().changed());
    assertEquals(0, second.counts().fresh());
    assertTrue(
        ward.cloud()
            .rows("SELECT name FROM organisation.unit WHERE code = 'SK-THCS-01'")
            .toString()
            .contains("Sao Hôm 1"));
    assertEquals(0, ward.undo(second).counts().left());
    assertEquals(0, ward.undo(first).counts().left());
  }
}
