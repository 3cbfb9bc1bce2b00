package org.khue.cloud.exchange.oneroster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A roster into which faults are planted, each with the cell that must be blamed for it.
final class SpoiltRoster {
  private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();
  private final Set<String> planted = new HashSet<>();

  SpoiltRoster(Map<String, String> files) {
    files.forEach((name, text) -> {
      List<String> headings = RosterZips.headings(text);
      List<List<String>> rows = new ArrayList<>(List.of(headings));
      for (RosterZips.Line line : RosterZips.lines(text)) {
        rows.add(new ArrayList<>(headings.stream().map(line::at).toList()));
      }
      tables.put(name, rows);
    });
  }

  Set<String> planted() {
    return planted;
  }

  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    tables.forEach((name, rows) ->
        files.put(
            name,
            rows.stream()
                .map(row ->
                    row.stream()
                        .map(cell -> cell.contains(",") ? '"' + cell + '"' : cell)
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"))));
    return files;
  }

  void plant() {
    orgs();
    sessions();
    classes();
    users();
    roles();
    demographics();
    enrollments();
  }

  private void orgs() {
    add("orgs.csv", Map.of("sourcedId", "a", "parentSourcedId", "b"), "parentSourcedId");
    add("orgs.csv", Map.of("sourcedId", "b", "parentSourcedId", "a"), "parentSourcedId");
    add("orgs.csv", Map.of("sourcedId", "c", "parentSourcedId", "nowhere"), "parentSourcedId");
    add("orgs.csv", Map.of("sourcedId", "d", "type", "kindergarten"), "type");
    add("orgs.csv", Map.of("sourcedId", "e", "identifier", "P-MOI-?"), "");
    add(
        "orgs.csv",
        Map.of("sourcedId", "f", "metadata.khue.levels", "high"),
        "metadata.khue.levels");
    add("orgs.csv", Map.of("sourcedId", "c"), "sourcedId");
    add("orgs.csv", Map.of("sourcedId", "dấu"), "sourcedId");
    add("orgs.csv", Map.of("sourcedId", "g", "name", ""), "name");
  }

  private void sessions() {
    String file = "academicSessions.csv";
    add(
        file,
        Map.of("sourcedId", "p1", "type", "gradingPeriod", "startDate", "2026-13-01"),
        "startDate");
    add(
        file,
        Map.of("sourcedId", "p2", "type", "gradingPeriod", "parentSourcedId", "nowhere"),
        "parentSourcedId");
    add(
        file,
        Map.of("sourcedId", "p3", "type", "gradingPeriod", "endDate", "2026-01-01"),
        "endDate");
    add(file, Map.of("sourcedId", "p4", "type", "gradingPeriod", "schoolYear", "27"), "schoolYear");
  }

  private void classes() {
    spoil("courses.csv", 1, "orgSourcedId", "nowhere");
    spoil("courses.csv", 2, "title", "");
    spoil("classes.csv", 1, "title", "Lớp sáu A một của trường");
    spoil("classes.csv", 2, "grades", "13");
    spoil("classes.csv", 3, "termSourcedIds", "nowhere");
    spoil("classes.csv", 4, "courseSourcedId", "nowhere");
    spoil("classes.csv", 5, "classType", "club");
    spoil("classes.csv", 6, "grades", "01");
    spoil("classes.csv", 7, "status", "active");
  }

  private void users() {
    String file = "users.csv";
    spoil(file, 11, "givenName", "");
    spoil(file, 12, "familyName", "N9uyễn");
    spoil(file, 13, "enabledUser", "maybe");
    spoil(file, 14, "dateLastModified", "2026-09-01T00:00:00Z");
    spoil(file, 15, "primaryOrgSourcedId", "nowhere");
    int codes = place(file, "userIds");
    int other = rowsWith(file, codes).get(30);
    int twice = rowsWith(file, codes).get(31);
    spoil(file, twice, "userIds", table(file).get(other).get(codes));
    copy(file, 16, Map.of(), "sourcedId");
    copy(file, 17, Map.of("sourcedId", "nobody-yet", "userIds", "", "identifier", ""), "sourcedId");
  }

  private void roles() {
    String file = "roles.csv";
    Map<String, String> more =
        Map.of("roleType", "secondary", "role", "ext:member", "beginDate", "2026-09-01");
    copy(
        file, 21, with(more, Map.of("sourcedId", "r1", "orgSourcedId", "nowhere")), "orgSourcedId");
    copy(
        file,
        22,
        with(more, Map.of("sourcedId", "r2", "userSourcedId", "nobody")),
        "userSourcedId");
    copy(file, 23, with(more, Map.of("sourcedId", "r3", "endDate", "2026-08-01")), "endDate");
    copy(file, 24, with(more, Map.of("sourcedId", "r4", "role", "boss")), "role");
    copy(file, 25, with(more, Map.of("sourcedId", "r5", "roleType", "third")), "roleType");
    copy(file, 26, Map.of("sourcedId", "r6"), "role");
  }

  private void demographics() {
    spoil("demographics.csv", 1, "birthDate", "2199-01-01");
    spoil("demographics.csv", 2, "sex", "f");
    copy("demographics.csv", 3, Map.of("sourcedId", "nobody"), "sourcedId");
  }

  private void enrollments() {
    String file = "enrollments.csv";
    String last = table("classes.csv").getLast().getFirst();
    String other = table("classes.csv").get(8).getFirst();
    List<Integer> pupils = new ArrayList<>();
    List<List<String>> rows = table(file);
    for (int i = 1; i < rows.size(); i++) {
      // Of a class in which nothing else is wrong.
      if (rows.get(i).get(place(file, "role")).equals("student")
          && rows.get(i).get(place(file, "classSourcedId")).equals(last)) {
        pupils.add(i);
      }
    }
    spoil(file, pupils.get(0), "classSourcedId", "nowhere");
    spoil(file, pupils.get(1), "userSourcedId", "nobody");
    spoil(file, pupils.get(2), "role", "pupil");
    spoil(file, pupils.get(3), "primary", "yes");
    spoil(file, pupils.get(4), "schoolSourcedId", "nowhere");
    copy(file, pupils.get(5), Map.of("sourcedId", "e1", "classSourcedId", other), "classSourcedId");
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  private List<List<String>> table(String file) {
    return tables.getOrDefault(file, List.of());
  }

  private int place(String file, String heading) {
    return table(file).getFirst().indexOf(heading);
  }

  private List<Integer> rowsWith(String file, int column) {
    List<List<String>> rows = table(file);
    List<Integer> found = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      if (!rows.get(i).get(column).isEmpty()) {
        found.add(i);
      }
    }
    return found;
  }

  /// Changes a cell and notes it.
  private void spoil(String file, int line, String heading, String value) {
    table(file).get(line).set(place(file, heading), value);
    planted.add(file + " " + (line + 1) + " " + heading);
  }

  /// Adds a line like the first one.
  private void add(String file, Map<String, String> cells, String blamed) {
    copy(file, 1, with(Map.of("identifier", "", "parentSourcedId", ""), cells), blamed);
  }

  /// Adds a line like another one.
  ///
  /// @param blamed heading of the cell that is wrong then; empty for none
  private void copy(String file, int line, Map<String, String> cells, String blamed) {
    List<List<String>> rows = table(file);
    List<String> copy = new ArrayList<>(rows.get(line));
    cells.forEach((heading, value) -> {
      int place = place(file, heading);
      if (place >= 0) {
        copy.set(place, value);
      }
    });
    rows.add(copy);
    if (!blamed.isEmpty()) {
      planted.add(file + " " + rows.size() + " " + blamed);
    }
  }
}
