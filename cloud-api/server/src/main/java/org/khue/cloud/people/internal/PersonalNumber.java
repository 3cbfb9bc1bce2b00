package org.khue.cloud.people.internal;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Sex;

/// The 12-digit personal identification number: 3 digits of the place of first registration, 1 of
/// century and sex, 2 of the birth year, 6 random ones. It has no check digit.
///
/// Source: Decree 137/2015/NĐ-CP, article 13, and Circular 59/2021/TT-BCA, article 4: the fourth
/// digit is 0 for a male and 1 for a female born 1900–1999, 2 and 3 for 2000–2099, and so on to
/// 2399.
///
/// @param digits all 12
public record PersonalNumber(String digits) {
  private static final Pattern FORM = Pattern.compile("\\d{12}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s.\\-]");

  /// What does not agree with the person's birth data. A warning: the population database decides.
  public enum Doubt {
    SEX,
    BIRTH_YEAR
  }

  public PersonalNumber {
    if (!FORM.matcher(digits).matches()) {
      throw new IllegalArgumentException("a personal number has 12 digits");
    }
  }

  /// The number in a text; spaces, dots and hyphens between digits do not count. Empty when it is
  /// not one.
  public static Optional<PersonalNumber> parse(String text) {
    String digits = SEPARATORS.matcher(text).replaceAll("");
    return FORM.matcher(digits).matches()
        ? Optional.of(new PersonalNumber(digits))
        : Optional.empty();
  }

  /// The year of birth that it tells.
  public int birthYear() {
    int century = 1900 + 100 * (digit(3) / 2);
    return century + digit(4) * 10 + digit(5);
  }

  public Sex sex() {
    return digit(3) % 2 == 0 ? Sex.MALE : Sex.FEMALE;
  }

  /// What does not agree; what is not known agrees.
  public Set<Doubt> compare(@Nullable LocalDate birthDate, @Nullable Sex sex) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    if (sex != null && sex != sex()) {
      doubts.add(Doubt.SEX);
    }
    if (birthDate != null && birthDate.getYear() != birthYear()) {
      doubts.add(Doubt.BIRTH_YEAR);
    }
    return doubts;
  }

  private int digit(int index) {
    return digits.charAt(index) - '0';
  }
}
