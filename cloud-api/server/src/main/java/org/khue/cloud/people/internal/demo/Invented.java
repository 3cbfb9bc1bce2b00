package org.khue.cloud.people.internal.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Sex;

/// People who do not exist, by chance and yet the same for the same seed. Any likeness of a name to
/// somebody's is the chance of common names.
final class Invented {
  private static final List<String> FAMILY =
      List.of(
          "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
          "Hồ", "Ngô", "Dương", "Lý");
  private static final List<String> FEMALE_MIDDLE =
      List.of("Thị", "Ngọc", "Thu", "Minh", "Khánh", "Bảo", "Thanh", "Phương");
  private static final List<String> MALE_MIDDLE =
      List.of("Văn", "Minh", "Quang", "Đức", "Gia", "Hữu", "Anh", "Thành");
  private static final List<String> FEMALE_GIVEN =
      List.of(
          "An", "Anh", "Ánh", "Chi", "Dung", "Đào", "Giang", "Hà", "Hương", "Lan", "Linh", "Mai",
          "Ngân", "Nhi", "Quỳnh", "Thảo", "Trang", "Uyên", "Vân", "Yến");
  private static final List<String> MALE_GIVEN =
      List.of(
          "An", "Bách", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Huy", "Khôi", "Lâm", "Long",
          "Nam", "Phúc", "Quân", "Sơn", "Tài", "Thắng", "Tuấn", "Vinh");

  private final Random random;

  Invented(long seed) {
    random = new Random(seed);
  }

  Sex sex() {
    return random.nextBoolean() ? Sex.FEMALE : Sex.MALE;
  }

  /// Somebody born in that year.
  Facts born(int year, Sex sex) {
    return born(year, sex, pick(FAMILY));
  }

  Facts born(int year, Sex sex, String family) {
    boolean female = sex == Sex.FEMALE;
    String middle = pick(female ? FEMALE_MIDDLE : MALE_MIDDLE);
    String given = pick(female ? FEMALE_GIVEN : MALE_GIVEN);
    LocalDate birth = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
    return new Facts(
        new PersonName(family + " " + middle, given),
        birth,
        sex,
        "01",
        "VN",
        (1 + random.nextInt(300)) + " đường Mô Phỏng",
        null,
        null,
        null);
  }

  /// The same with a telephone number that is nobody's: Vietnamese numbers begin with 0 and a digit
  /// other than 0.
  Facts reachable(Facts facts) {
    return facts.reachedAt("00%08d".formatted(random.nextInt(100_000_000)), null);
  }

  /// A 12-digit number that fits the facts.
  ///
  /// @param serial 0 to 999,999, each once
  static String number(Facts facts, int serial) {
    LocalDate birth = facts.birthDate() == null ? LocalDate.EPOCH : facts.birthDate();
    int century = (birth.getYear() - 1900) / 100 * 2 + (facts.sex() == Sex.FEMALE ? 1 : 0);
    return "999%d%02d%06d".formatted(century, birth.getYear() % 100, serial);
  }

  private String pick(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
