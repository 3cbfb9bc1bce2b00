package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a unit is. Who stands above whom is told by relations, not by the kind.
public enum UnitKind {
  CITY(false),
  /// The city's department of education (Sở GDĐT).
  DEPARTMENT(false),
  /// A district's office of education (phòng GDĐT); the tier ended on 2025-07-01.
  DISTRICT(false),
  /// An urban ward (phường).
  WARD(false),
  /// A rural commune (xã).
  COMMUNE(false),
  /// A school of one or several [Level]s, preschool included.
  SCHOOL(true),
  SPECIAL_EDUCATION(true),
  /// A continuing-education centre (GDTX).
  CONTINUING_EDUCATION(true),
  /// A community learning centre (TTHTCĐ).
  COMMUNITY_LEARNING(true);

  private final boolean teaches;

  UnitKind(boolean teaches) {
    this.teaches = teaches;
  }

  /// Whether lessons are given there, in classes and by a calendar.
  public boolean teaches() {
    return teaches;
  }

  /// The code in the database, in addresses and in JSON: `special-education`.
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException if there is none
  public static UnitKind ofCode(String code) {
    return Codes.of(values(), UnitKind::code, code);
  }

  @Override
  public String toString() {
    return code();
  }
}
