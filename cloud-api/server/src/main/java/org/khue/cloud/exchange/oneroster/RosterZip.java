package org.khue.cloud.exchange.oneroster;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a roster's tables as a ZIP: UTF-8 without byte order mark, lines ended by CR LF, quotes
/// where RFC 4180 asks for them, all files at the root. A table without lines is absent.
final class RosterZip {
  static final String MANIFEST = "manifest.csv";
  static final String SYSTEM = "Khuê";

  /// Every table that a manifest speaks of, in the binding's order.
  static final List<String> TABLES =
      List.of(
          "academicSessions",
          "categories",
          "classes",
          "classResources",
          "courses",
          "courseResources",
          "demographics",
          "enrollments",
          "lineItemLearningObjectiveIds",
          "lineItems",
          "lineItemScoreScales",
          "orgs",
          "resources",
          "resultLearningObjectiveIds",
          "results",
          "resultScoreScales",
          "roles",
          "scoreScales",
          "userProfiles",
          "userResources",
          "users");

  private RosterZip() {}

  /// @param systemCode what names this installation
  /// @param now the time of the files
  static void write(OutputStream out, Collection<Sheet> sheets, String systemCode, Instant now)
      throws IOException {
    List<Sheet> filled = sheets.stream().filter(sheet -> !sheet.isEmpty()).toList();
    Set<String> present =
        filled.stream().map(sheet -> sheet.file().title()).collect(Collectors.toSet());
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      entry(zip, MANIFEST, manifest(present, systemCode), now);
      for (Sheet sheet : filled) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(sheet.columns());
        rows.addAll(sheet.rows());
        entry(zip, sheet.file().fileName(), rows, now);
      }
    }
  }

  private static List<List<String>> manifest(Set<String> present, String systemCode) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("propertyName", "value"));
    rows.add(List.of("manifest.version", "1.0"));
    rows.add(List.of("oneroster.version", "1.2"));
    for (String table : TABLES) {
      rows.add(List.of("file." + table, present.contains(table) ? "bulk" : "absent"));
    }
    rows.add(List.of("source.systemName", SYSTEM));
    rows.add(List.of("source.systemCode", systemCode));
    return rows;
  }

  private static void entry(ZipOutputStream zip, String name, List<List<String>> rows, Instant now)
      throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      rows.forEach(csv::writeRecord);
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(now.toEpochMilli());
    zip.putNextEntry(entry);
    zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
