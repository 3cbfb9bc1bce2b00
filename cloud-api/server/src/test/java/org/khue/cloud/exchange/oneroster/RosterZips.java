package org.khue.cloud.exchange.oneroster;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Rosters' ZIPs taken apart and put together, by other means than the ones under test.
final class RosterZips {
  private RosterZips() {}

  /// The files' texts by name, in the ZIP's order.
  static Map<String, String> texts(byte[] zip) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  static byte[] zip(Map<String, String> texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        zip.putNextEntry(new ZipEntry(text.getKey()));
        zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A line of a table.
  record Line(Map<String, String> cells) {
    /// The cell below a heading; empty where there is no such heading.
    String at(String heading) {
      return cells.getOrDefault(heading, "");
    }
  }

  /// A table's lines; none where there is no such file.
  static List<Line> lines(Map<String, String> texts, String file) {
    return lines(texts.getOrDefault(file, ""));
  }

  static List<Line> lines(String csv) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return reader.stream()
          .map(record -> new Line(record.getFieldsAsMap()))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> headings(String csv) {
    return List.of(csv.substring(0, csv.indexOf("\r\n")).split(",", -1));
  }
}
