package org.khue.cloud.organisation.internal.pages;

import java.time.LocalDate;
import java.util.List;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.SiteFacts;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.Span;
import org.khue.web.i18n.Text;

/// Units in the reader's words.
final class UnitWords {
  private UnitWords() {}

  static String name(Text text, Unit unit) {
    return unit.nameIn(text.language());
  }

  static String kind(Text text, UnitKind kind) {
    return text.t(
        switch (kind) {
          case CITY -> "org.kind-city";
          case DEPARTMENT -> "org.kind-department";
          case DISTRICT -> "org.kind-district";
          case WARD -> "org.kind-ward";
          case COMMUNE -> "org.kind-commune";
          case SCHOOL -> "org.kind-school";
          case SPECIAL_EDUCATION -> "org.kind-special-education";
          case CONTINUING_EDUCATION -> "org.kind-continuing-education";
          case COMMUNITY_LEARNING -> "org.kind-community-learning";
        });
  }

  static String levels(Text text, List<Level> levels) {
    return text.list(levels.stream().map(level -> level(text, level)).toList());
  }

  static String level(Text text, Level level) {
    return text.t(
        switch (level) {
          case PRESCHOOL -> "org.level-preschool";
          case PRIMARY -> "org.level-primary";
          case LOWER_SECONDARY -> "org.level-lower-secondary";
          case UPPER_SECONDARY -> "org.level-upper-secondary";
        });
  }

  static String ownership(Text text, Ownership ownership) {
    return text.t(
        switch (ownership) {
          case PUBLIC -> "org.ownership-public";
          case COMMUNITY -> "org.ownership-community";
          case PRIVATE -> "org.ownership-private";
        });
  }

  /// What the other unit of a relation is to this one.
  ///
  /// @param first whether this one is the relation's first unit
  static String role(Text text, RelationKind kind, boolean first) {
    return text.t(
        switch (kind) {
          case MANAGES -> first ? "org.manages" : "org.managed-by";
          case OVERSEES -> first ? "org.oversees" : "org.overseen-by";
          case MERGED_INTO -> first ? "org.merged-into" : "org.formed-of";
        });
  }

  static String room(Text text, RoomKind kind) {
    return text.t(kind.textKey());
  }

  static String shift(Text text, Shift shift) {
    return text.t(
        switch (shift) {
          case MORNING -> "org.shift-morning";
          case AFTERNOON -> "org.shift-afternoon";
          case EVENING -> "org.shift-evening";
        });
  }

  static String grade(Text text, int grade) {
    return switch (grade) {
      case -3 -> text.t("org.grade-nursery");
      case -2 -> text.t("org.grade-three");
      case -1 -> text.t("org.grade-four");
      case 0 -> text.t("org.grade-five");
      default -> text.t("org.grade", "n", grade);
    };
  }

  /// Days in words; the last one is told, not the first one after it.
  static String days(Text text, Span span) {
    LocalDate from = span.from();
    LocalDate to = span.to();
    String last = to == null ? "" : text.date(to.minusDays(1));
    if (from == null) {
      return to == null ? text.t("org.always") : text.t("org.until", "day", last);
    }
    String first = text.date(from);
    return to == null
        ? text.t("org.since", "day", first)
        : text.t("org.from-until", "first", first, "last", last);
  }

  /// Where a site lies.
  static String position(Text text, SiteFacts site) {
    Double latitude = site.latitude();
    Double longitude = site.longitude();
    return latitude == null || longitude == null
        ? text.t("org.no-position")
        : text.t(
            "org.position",
            "latitude",
            text.number(latitude, 5),
            "longitude",
            text.number(longitude, 5));
  }
}
