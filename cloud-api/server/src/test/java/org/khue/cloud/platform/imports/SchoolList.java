package org.khue.cloud.platform.imports;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.khue.web.table.Csv;

/// A generated list of the invented pupils of a school, as its office would send it.
final class SchoolList {
  static final List<String> CLASSES = List.of("6A1", "6A2", "7A1", "8A3", "9A2");

  private static final List<String> HEADINGS =
      List.of(
          "Mã học sinh *",
          "Họ và tên *",
          "Ngày sinh *",
          "Giới tính *",
          "Số định danh cá nhân",
          "Lớp *",
          "Điện thoại",
          "Thư điện tử",
          "Địa chỉ",
          "Người giám hộ 1",
          "Quan hệ 1",
          "Điện thoại người giám hộ 1");
  private static final List<String> FAMILY =
      List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ");
  private static final List<String> GIVEN =
      List.of("An", "Bình", "Dũng", "Đức", "Giang", "Hạnh", "Khuê", "Ngân", "Ước", "Yến");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /// What is planted: letter of the column, what is written there.
  private static final List<String[]> FAULTS =
      List.of(
          new String[] {"A", ""},
          new String[] {"A", "hs-?"},
          new String[] {"B", ""},
          new String[] {"B", "Nguyễn Văn 7"},
          new String[] {"C", "31/02/2013"},
          new String[] {"C", "2013"},
          new String[] {"C", "05/09/1971"},
          new String[] {"C", ""},
          new String[] {"D", "trai gái"},
          new String[] {"D", ""},
          new String[] {"E", "07921300001"},
          new String[] {"E", "07921300O001"},
          new String[] {"F", "12Z9"},
          new String[] {"F", ""},
          new String[] {"G", "không có"},
          new String[] {"H", "thư@"},
          new String[] {"J", ""},
          new String[] {"K", ""},
          new String[] {"K", "hàng xóm"},
          new String[] {"L", "0912"});

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<String> planted = new TreeSet<>();

  private SchoolList() {}

  static SchoolList of(int count, long seed) {
    SchoolList list = new SchoolList();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      boolean girl = random.nextBoolean();
      LocalDate born = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(1_460));
      list.rows.add(
          new ArrayList<>(
              List.of(
                  String.format(Locale.ROOT, "79%08d", i + 1),
                  pick(FAMILY, random) + (girl ? " Thị " : " Văn ") + pick(GIVEN, random),
                  DAY.format(born),
                  girl ? "Nữ" : "nam",
                  String.format(
                      Locale.ROOT, "079%d%02d%06d", girl ? 3 : 2, born.getYear() % 100, i + 1),
                  CLASSES.get(i % CLASSES.size()),
                  "",
                  "",
                  (1 + random.nextInt(200)) + " đường Hoa Khuê",
                  "Trần Thị " + pick(GIVEN, random),
                  "Mẹ",
                  String.format(Locale.ROOT, "0912 %03d %03d", i / 1000, i % 1000))));
    }
    return list;
  }

  /// Spoils single cells, each in a row of its own; now and then doubles another pupil's code or
  /// personal number.
  SchoolList spoil(int faults, long seed) {
    Random random = new Random(seed);
    Set<Integer> touched = new TreeSet<>();
    while (planted.size() < faults) {
      int row = 2 + random.nextInt(rows.size() - 2);
      if (!touched.add(row)) {
        continue;
      }
      String[] fault =
          switch (planted.size() % 11) {
            case 9 -> new String[] {"A", rows.get(0).get(0)};
            case 10 -> new String[] {"E", rows.get(1).get(4)};
            default -> FAULTS.get(planted.size() % FAULTS.size());
          };
      rows.get(row).set(fault[0].charAt(0) - 'A', fault[1]);
      planted.add(fault[0] + (row + 2));
    }
    return this;
  }

  /// Puts each fifth of the first pupils into another class and gives each seventh a new address.
  SchoolList changed(int first) {
    for (int i = 0; i < first; i++) {
      if (i % 5 == 0) {
        rows.get(i).set(5, CLASSES.getLast());
      }
      if (i % 7 == 0) {
        rows.get(i).set(8, "1 đường Sao");
      }
    }
    return this;
  }

  Set<String> planted() {
    return planted;
  }

  byte[] csv() {
    Csv csv = new Csv().row(HEADINGS);
    rows.forEach(csv::row);
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
