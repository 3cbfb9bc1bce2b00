package org.khue.cloud.platform.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.khue.web.table.Csv;

/// A table of invented people, some of whose cells are spoilt on purpose.
final class SpoiltTable {
  private static final List<String> FAMILY =
      List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ");
  private static final List<String> GIVEN =
      List.of("An", "Bình", "Dũng", "Đức", "Giang", "Hạnh", "Khuê", "Ngân", "Ước", "Yến");

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<String> planted = new TreeSet<>();

  SpoiltTable(List<String> headings) {
    this.headings = headings;
  }

  /// What is planted.
  ///
  /// @param column from 0
  record Spot(int column, String value) {}

  static String family(Random random) {
    return pick(FAMILY, random);
  }

  static String given(Random random) {
    return pick(GIVEN, random);
  }

  static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  void add(String... cells) {
    rows.add(new ArrayList<>(List.of(cells)));
  }

  String get(int row, int column) {
    return rows.get(row).get(column);
  }

  void set(int row, int column, String value) {
    rows.get(row).set(column, value);
  }

  /// Spoils single cells, each in a row of its own but the first two.
  ///
  /// @param fault by the number of those that are planted already
  void spoil(int faults, long seed, IntFunction<Spot> fault) {
    Random random = new Random(seed);
    Set<Integer> touched = new TreeSet<>();
    while (planted.size() < faults) {
      int row = 2 + random.nextInt(rows.size() - 2);
      if (touched.add(row)) {
        Spot spot = fault.apply(planted.size());
        set(row, spot.column, spot.value);
        planted.add("" + (char) ('A' + spot.column) + (row + 2));
      }
    }
  }

  /// The spoilt cells as a spreadsheet names them.
  Set<String> planted() {
    return planted;
  }

  byte[] csv() {
    Csv csv = new Csv().row(headings);
    rows.forEach(csv::row);
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] xlsx() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("1");
      for (int column = 0; column < headings.size(); column++) {
        sheet.value(0, column, headings.get(column));
        for (int row = 0; row < rows.size(); row++) {
          sheet.value(row + 1, column, get(row, column));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
