package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// A generated file of invented pupils, with or without planted faults.
final class PupilFile {
  private static final List<String> HEADINGS =
      List.of("code", "name", "birth-date", "sex", "number", "class", "height");

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

  private final SpoiltTable table = new SpoiltTable(HEADINGS);

  private PupilFile() {}

  /// @param count of pupils
  static PupilFile of(int count, long seed) {
    PupilFile file = new PupilFile();
    Random random = new Random(seed);
    List<String> classes = SamplePupils.CLASSES.stream().sorted().toList();
    for (int i = 0; i < count; i++) {
      file.table.add(
          String.format(Locale.ROOT, "HS%06d", i + 1),
          SpoiltTable.family(random) + " Văn " + SpoiltTable.given(random),
          String.format(
              Locale.ROOT,
              "%02d/%02d/%d",
              1 + random.nextInt(28),
              1 + random.nextInt(12),
              2008 + random.nextInt(10)),
          random.nextBoolean() ? "MALE" : "female",
          String.format(Locale.ROOT, "001%09d", i + 1),
          SpoiltTable.pick(classes, random),
          String.format(Locale.ROOT, "%d,%d", 90 + random.nextInt(90), random.nextInt(10)));
    }
    return file;
  }

  /// Spoils single cells, each in a row of its own, and every tenth time doubles another row's key.
  PupilFile spoil(int faults, long seed) {
    table.spoil(
        faults,
        seed,
        planted -> {
          String[] fault = FAULTS.get(planted % FAULTS.size());
          return planted % 10 == 9
              ? new SpoiltTable.Spot(0, table.get(0, 0))
              : new SpoiltTable.Spot(Integer.parseInt(fault[0]), fault[1]);
        });
    return this;
  }

  /// Changes one cell.
  PupilFile set(int row, int column, String value) {
    table.set(row, column, value);
    return this;
  }

  /// The spoilt cells as a spreadsheet names them.
  Set<String> planted() {
    return table.planted();
  }

  byte[] csv() {
    return table.csv();
  }

  byte[] xlsx() {
    return table.xlsx();
  }
}
