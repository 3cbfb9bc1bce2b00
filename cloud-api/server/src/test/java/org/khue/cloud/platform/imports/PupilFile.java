package org.khue.cloud.platform.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.khue.web.table.Csv;

/// A generated file of invented pupils, with or without planted faults.
final class PupilFile {
  private static final List<String> HEADINGS =
      List.of("code", "name", "birth-date", "sex", "number", "class", "height");
  private static final List<String> FAMILY =
      List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ");
  private static final List<String> GIVEN =
      List.of("An", "Bình", "Dũng", "Đức", "Giang", "Hạnh", "Khuê", "Ngân", "Ước", "Yến");

  /// What is planted: column, what is written there.
  private static final List<String[]> FAULTS =
      List.of(
          new String[] {"0", ""},
          new String[] {"0", "HS12"},
          new String[] {"0", "XX000001"},
          new String[] {"1", ""},
          new String[] {"1", "Nguyễn ".repeat(20)},
          new String[] {"2", "31/02/2014"},
          new String[] {"2", "2014"},
          new String[] {"2", "5/9/14"},
          new String[] {"2", "01/01/1980"},
          new String[] {"2", ""},
          new String[] {"3", "x"},
          new String[] {"3", ""},
          new String[] {"4", "12345"},
          new String[] {"4", "00121400000A"},
          new String[] {"4", "0012140000011"},
          new String[] {"5", "10Z"},
          new String[] {"6", "cao"},
          new String[] {"6", "999"},
          new String[] {"6", "135,55"});

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<String> planted = new TreeSet<>();

  private PupilFile() {}

  /// @param count of pupils
  static PupilFile of(int count, long seed) {
    PupilFile file = new PupilFile();
    Random random = new Random(seed);
    List<String> classes = SamplePupils.CLASSES.stream().sorted().toList();
    for (int i = 0; i < count; i++) {
      file.rows.add(
          new ArrayList<>(
              List.of(
                  String.format(Locale.ROOT, "HS%06d", i + 1),
                  pick(FAMILY, random) + " Văn " + pick(GIVEN, random),
                  String.format(
                      Locale.ROOT,
                      "%02d/%02d/%d",
                      1 + random.nextInt(28),
                      1 + random.nextInt(12),
                      2008 + random.nextInt(10)),
                  random.nextBoolean() ? "MALE" : "female",
                  String.format(Locale.ROOT, "001%09d", i + 1),
                  pick(classes, random),
                  String.format(
                      Locale.ROOT, "%d,%d", 90 + random.nextInt(90), random.nextInt(10)))));
    }
    return file;
  }

  /// Spoils single cells, each in a row of its own, and every tenth time doubles another row's key.
  PupilFile spoil(int faults, long seed) {
    Random random = new Random(seed);
    Set<Integer> touched = new TreeSet<>();
    while (planted.size() < faults) {
      int row = 2 + random.nextInt(rows.size() - 2);
      if (!touched.add(row)) {
        continue;
      }
      if (planted.size() % 10 == 9) {
        rows.get(row).set(0, rows.getFirst().getFirst());
        planted.add("A" + (row + 2));
        continue;
      }
      String[] fault = FAULTS.get(planted.size() % FAULTS.size());
      int column = Integer.parseInt(fault[0]);
      rows.get(row).set(column, fault[1]);
      planted.add("" + (char) ('A' + column) + (row + 2));
    }
    return this;
  }

  /// Changes one cell.
  PupilFile set(int row, int column, String value) {
    rows.get(row).set(column, value);
    return this;
  }

  /// The spoilt cells as a spreadsheet names them.
  Set<String> planted() {
    return planted;
  }

  byte[] csv() {
    Csv csv = new Csv().row(HEADINGS);
    rows.forEach(csv::row);
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] xlsx() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("1");
      for (int column = 0; column < HEADINGS.size(); column++) {
        sheet.value(0, column, HEADINGS.get(column));
        for (int row = 0; row < rows.size(); row++) {
          sheet.value(row + 1, column, rows.get(row).get(column));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
