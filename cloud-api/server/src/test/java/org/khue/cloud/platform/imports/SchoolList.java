package org.khue.cloud.platform.imports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

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

  private final SpoiltTable table = new SpoiltTable(HEADINGS);

  private SchoolList() {}

  static SchoolList of(int count, long seed) {
    SchoolList list = new SchoolList();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      boolean girl = random.nextBoolean();
      LocalDate born = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(1_460));
      list.table.add(
          String.format(Locale.ROOT, "79%08d", i + 1),
          SpoiltTable.family(random) + (girl ? " Thị " : " Văn ") + SpoiltTable.given(random),
          DAY.format(born),
          girl ? "Nữ" : "nam",
          String.format(Locale.ROOT, "079%d%02d%06d", girl ? 3 : 2, born.getYear() % 100, i + 1),
          CLASSES.get(i % CLASSES.size()),
          "",
          "",
          (1 + random.nextInt(200)) + " đường Hoa Khuê",
          "Trần Thị " + SpoiltTable.given(random),
          "Mẹ",
          String.format(Locale.ROOT, "0912 %03d %03d", i / 1000, i % 1000));
    }
    return list;
  }

  /// Spoils single cells, each in a row of its own; now and then doubles another pupil's code or
  /// personal number.
  SchoolList spoil(int faults, long seed) {
    table.spoil(
        faults,
        seed,
        planted ->
            switch (planted % 11) {
              case 9 -> new SpoiltTable.Spot(0, table.get(0, 0));
              case 10 -> new SpoiltTable.Spot(4, table.get(1, 4));
              default -> {
                String[] fault = FAULTS.get(planted % FAULTS.size());
                yield new SpoiltTable.Spot(fault[0].charAt(0) - 'A', fault[1]);
              }
            });
    return this;
  }

  /// Puts each fifth of the first pupils into another class and gives each seventh a new address.
  SchoolList changed(int first) {
    for (int i = 0; i < first; i++) {
      if (i % 5 == 0) {
        table.set(i, 5, CLASSES.getLast());
      }
      if (i % 7 == 0) {
        table.set(i, 8, "1 đường Sao");
      }
    }
    return this;
  }

  Set<String> planted() {
    return table.planted();
  }

  byte[] csv() {
    return table.csv();
  }
}
