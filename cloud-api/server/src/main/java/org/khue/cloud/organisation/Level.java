package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A level of schooling.
public enum Level {
  PRESCHOOL(-3, 0),
  PRIMARY(1, 5),
  LOWER_SECONDARY(6, 9),
  UPPER_SECONDARY(10, 12);

  private final int firstGrade;
  private final int lastGrade;

  Level(int firstGrade, int lastGrade) {
    this.firstGrade = firstGrade;
    this.lastGrade = lastGrade;
  }

  /// Preschool counts up to 0: -3 nursery (nhà trẻ), -2 from three years on (mầm), -1 from four
  /// (chồi), 0 from five (lá).
  public int firstGrade() {
    return firstGrade;
  }

  public int lastGrade() {
    return lastGrade;
  }

  public boolean hasGrade(int grade) {
    return grade >= firstGrade && grade <= lastGrade;
  }

  /// The code in the database, in addresses and in JSON: `lower-secondary`.
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException if there is none
  public static Level ofCode(String code) {
    return Codes.of(values(), Level::code, code);
  }

  @Override
  public String toString() {
    return code();
  }
}
