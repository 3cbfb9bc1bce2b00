package org.khue.cloud.exchange.oneroster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The binding's tables, from the specification alone: `columns.csv` of the test resources holds
/// name, order, need, format and vocabulary of each column as section 3 of the "OneRoster: CSV
/// Binding" 1.2 tells them (read at imsjapan.github.io/or12.html). No code under test is asked.
final class Binding {
  private static final Pattern GUID = Pattern.compile("[0-9a-zA-Z.\\-_/@]{1,255}");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");

  /// Whose sourcedIds a column names.
  private static final Map<String, String> REFERENCES =
      Map.ofEntries(
          Map.entry("orgs.parentSourcedId", "orgs"),
          Map.entry("academicSessions.parentSourcedId", "academicSessions"),
          Map.entry("courses.schoolYearSourcedId", "academicSessions"),
          Map.entry("courses.orgSourcedId", "orgs"),
          Map.entry("classes.courseSourcedId", "courses"),
          Map.entry("classes.schoolSourcedId", "orgs"),
          Map.entry("classes.termSourcedIds", "academicSessions"),
          Map.entry("users.primaryOrgSourcedId", "orgs"),
          Map.entry("roles.userSourcedId", "users"),
          Map.entry("roles.orgSourcedId", "orgs"),
          Map.entry("demographics.sourcedId", "users"),
          Map.entry("enrollments.classSourcedId", "classes"),
          Map.entry("enrollments.schoolSourcedId", "orgs"),
          Map.entry("enrollments.userSourcedId", "users"));

  private final List<RosterZips.Line> columns;

  private Binding(List<RosterZips.Line> columns) {
    this.columns = columns;
  }

  static Binding read() {
    try (InputStream in =
        Objects.requireNonNull(Binding.class.getResourceAsStream("columns.csv"))) {
      return new Binding(RosterZips.lines(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<RosterZips.Line> columns(String table) {
    return columns.stream().filter(line -> table.equals(line.at("file"))).toList();
  }

  /// Everything in which the files do not keep to the binding.
  List<String> faults(Map<String, String> texts) {
    List<String> faults = new ArrayList<>();
    Map<String, Set<String>> ids = new HashMap<>();
    texts.forEach((name, csv) -> {
      if (!name.equals("manifest.csv")) {
        String table = name.replace(".csv", "");
        Set<String> known = ids.computeIfAbsent(table, key -> new HashSet<>());
        for (RosterZips.Line line : RosterZips.lines(csv)) {
          if (!known.add(line.at("sourcedId"))) {
            faults.add(name + " has " + line.at("sourcedId") + " twice");
          }
        }
      }
    });
    manifest(texts, faults);
    ids.keySet()
        .forEach(table -> table(table, texts.getOrDefault(table + ".csv", ""), ids, faults));
    return faults;
  }

  private static void manifest(Map<String, String> texts, List<String> faults) {
    List<RosterZips.Line> lines = RosterZips.lines(texts.getOrDefault("manifest.csv", ""));
    if (lines.size() != 25) {
      faults.add("the manifest has " + lines.size() + " properties, not 25");
    }
    for (RosterZips.Line line : lines) {
      String property = line.at("propertyName");
      if (property.startsWith("file.")) {
        boolean there = texts.containsKey(property.substring(5) + ".csv");
        if (!line.at("value").equals(there ? "bulk" : "absent")) {
          faults.add("the manifest says of " + property + " " + line.at("value"));
        }
      }
    }
  }

  private void table(String table, String csv, Map<String, Set<String>> ids, List<String> faults) {
    List<RosterZips.Line> own = columns(table);
    List<String> names = own.stream().map(column -> column.at("column")).toList();
    List<String> headings = RosterZips.headings(csv);
    List<String> more = headings.subList(Math.min(names.size(), headings.size()), headings.size());
    if (!headings.subList(0, Math.min(names.size(), headings.size())).equals(names)
        || more.stream().anyMatch(heading -> !heading.startsWith("metadata."))) {
      faults.add(table + " has the headings " + headings);
      return;
    }
    List<RosterZips.Line> lines = RosterZips.lines(csv);
    if (lines.isEmpty()) {
      faults.add(table + " has no lines");
    }
    for (RosterZips.Line line : lines) {
      for (RosterZips.Line column : own) {
        cell(table, column, line.at(column.at("column")), ids, faults);
      }
    }
  }

  private static void cell(
      String table,
      RosterZips.Line column,
      String value,
      Map<String, Set<String>> ids,
      List<String> faults) {
    String where = table + "." + column.at("column") + " '" + value + "'";
    boolean required = column.at("required").equals("Yes");
    if (value.isEmpty()) {
      if (required) {
        faults.add(where + " is required");
      }
      return;
    }
    if (column.at("required").equals("Yes for Delta")) {
      faults.add(where + " must be empty in bulk files");
      return;
    }
    if (!isOfFormat(column, value)) {
      faults.add(where + " is no " + column.at("format"));
    }
    String referred = REFERENCES.get(table + "." + column.at("column"));
    if (referred != null) {
      for (String id : value.split(",", -1)) {
        if (!ids.getOrDefault(referred, Set.of()).contains(id)) {
          faults.add(where + " is not in " + referred);
        }
      }
    }
  }

  private static boolean isOfFormat(RosterZips.Line column, String value) {
    return switch (column.at("format")) {
      case "GUID", "GUID Reference" -> GUID.matcher(value).matches();
      case "List of GUID References" ->
          List.of(value.split(",", -1)).stream().allMatch(id -> GUID.matcher(id).matches());
      case "Enumeration", "Boolean" ->
          List.of(column.at("values").split("\\|")).contains(value)
              || column.at("extensible").equals("yes") && value.startsWith("ext:");
      case "Date" -> isDate(value);
      case "Year" -> YEAR.matcher(value).matches();
      case "String", "List of Strings" -> !value.contains("\r") && value.length() <= 255;
      default -> throw new IllegalStateException("unknown format " + column);
    };
  }

  private static boolean isDate(String value) {
    try {
      return value.length() == 10 && LocalDate.parse(value).toString().equals(value);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
