package org.khue.cloud.exchange.oneroster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.people.MembershipKind;

/// Our words in the binding's vocabularies, and back. Words that a vocabulary lacks are extensions,
/// which begin with `ext:`.
final class Terms {
  static final String SCHOOL = "school";
  static final String STUDENT = "student";
  static final String TEACHER = "teacher";

  /// Types of units.
  static final List<String> ORG_TYPES =
      List.of("department", SCHOOL, "district", "local", "state", "national");

  /// Roles of people in units, by what they mean here.
  private static final Map<String, MembershipKind> ROLES =
      Map.of(
          STUDENT,
          MembershipKind.PUPIL,
          TEACHER,
          MembershipKind.TEACHER,
          "principal",
          MembershipKind.HEAD,
          "ext:vicePrincipal",
          MembershipKind.DEPUTY_HEAD,
          "ext:staff",
          MembershipKind.STAFF,
          "ext:member",
          MembershipKind.MEMBER);

  /// Further roles of the vocabulary: people who work at the unit.
  static final List<String> STAFF_ROLES =
      List.of(
          "aide",
          "counselor",
          "districtAdministrator",
          "proctor",
          "siteAdministrator",
          "systemAdministrator");

  /// Roles of the vocabulary that belong to nobody of the unit.
  static final List<String> FAMILY_ROLES = List.of("guardian", "parent", "relative");

  private Terms() {}

  /// Every word for a role that can be read.
  static List<String> roles() {
    return Stream.of(ROLES.keySet().stream().sorted(), STAFF_ROLES.stream(), FAMILY_ROLES.stream())
        .flatMap(words -> words)
        .toList();
  }

  static String role(MembershipKind kind) {
    return ROLES.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /// What a role means here; empty for those of families.
  static Optional<MembershipKind> kind(String role) {
    return STAFF_ROLES.contains(role)
        ? Optional.of(MembershipKind.STAFF)
        : Optional.ofNullable(ROLES.get(role));
  }

  static String orgType(UnitKind kind) {
    return switch (kind) {
      case CITY -> "state";
      case DEPARTMENT -> "department";
      case DISTRICT -> "district";
      case WARD, COMMUNE -> "local";
      case SCHOOL, SPECIAL_EDUCATION, CONTINUING_EDUCATION, COMMUNITY_LEARNING -> SCHOOL;
    };
  }

  /// The kind of unit that a type means when nothing more is said.
  static UnitKind unitKind(String type) {
    return switch (type) {
      case "state", "national" -> UnitKind.CITY;
      case "department" -> UnitKind.DEPARTMENT;
      case "district" -> UnitKind.DISTRICT;
      case "local" -> UnitKind.WARD;
      default -> UnitKind.SCHOOL;
    };
  }

  /// A grade as the binding's users write it: two digits; before school CEDS' `IT` (nursery), `PR`,
  /// `PK`, `KG`.
  static String grade(int grade) {
    return switch (grade) {
      case -3 -> "IT";
      case -2 -> "PR";
      case -1 -> "PK";
      case 0 -> "KG";
      default -> grade < 10 ? "0" + grade : String.valueOf(grade);
    };
  }

  /// A grade from `06`, `6`, `KG`, …
  static Optional<Integer> grade(String text) {
    return Stream.iterate(-3, grade -> grade <= 12, grade -> grade + 1)
        .filter(grade -> grade(grade.intValue()).equals(text) || text.equals(grade.toString()))
        .findFirst();
  }
}
