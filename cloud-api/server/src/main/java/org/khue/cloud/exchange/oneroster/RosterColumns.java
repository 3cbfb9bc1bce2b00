package org.khue.cloud.exchange.oneroster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.khue.cloud.exchange.PersonColumns;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.platform.imports.Column;
import org.khue.cloud.platform.imports.Kind;
import org.khue.cloud.platform.imports.Message;

/// The columns of a roster's files as the engine of imports reads them: need, format and vocabulary
/// of the binding's section 3, and an example for the template.
final class RosterColumns {
  private static final int LONGEST = 255;
  private static final Pattern GUID = Pattern.compile("[0-9a-zA-Z.\\-_/@]{1,255}");
  private static final Kind WORDS = new Kind.Words(LONGEST);
  private static final Kind LIST = new Kind.Words(2_000);
  private static final Kind YES_OR_NO = choice(List.of("true", "false"));
  private static final Kind DAY =
      new Kind.Day(LocalDate.of(1900, 1, 1), LocalDate.of(2201, 12, 31));

  /// Columns of which more is asked than to be a text.
  private static final Map<String, Kind> KINDS = kinds();

  private static final Set<String> REQUIRED =
      Set.of(
          "orgs.name",
          "orgs.type",
          "academicSessions.title",
          "academicSessions.type",
          "academicSessions.startDate",
          "academicSessions.endDate",
          "academicSessions.schoolYear",
          "courses.title",
          "courses.orgSourcedId",
          "classes.title",
          "classes.courseSourcedId",
          "classes.classType",
          "classes.schoolSourcedId",
          "classes.termSourcedIds",
          "users.enabledUser",
          "users.username",
          "users.givenName",
          "users.familyName",
          "roles.userSourcedId",
          "roles.roleType",
          "roles.role",
          "roles.orgSourcedId",
          "enrollments.classSourcedId",
          "enrollments.schoolSourcedId",
          "enrollments.userSourcedId",
          "enrollments.role");

  private static final Set<String> NAMES =
      Set.of("users.givenName", "users.familyName", "users.middleName");

  private RosterColumns() {}

  static List<Column> of(RosterFile file) {
    Stream<String> ours =
        file == RosterFile.ORGS
            ? Stream.of(OrgLines.KIND, OrgLines.LEVELS, OrgLines.OWNERSHIP)
            : Stream.of();
    return Stream.concat(file.columns().stream(), ours).map(key -> column(file, key)).toList();
  }

  private static Column column(RosterFile file, String key) {
    String place = file.title() + "." + key;
    String example = Examples.of(place);
    Kind kind = KINDS.getOrDefault(place, key.endsWith("s") ? LIST : WORDS);
    boolean required = key.equals("sourcedId") || REQUIRED.contains(place);
    Column column =
        required
            ? Column.required(key, "", kind, example)
            : Column.optional(key, "", kind, example);
    if (key.equals("status") || key.equals("dateLastModified")) {
      return column.checked(text -> Optional.of(Message.of("oneroster.fault-delta")));
    }
    if (NAMES.contains(place)) {
      return column.checked(text ->
          text.equals(PersonLines.NO_NAME) ? Optional.empty() : PersonColumns.nameFault(text));
    }
    return key.endsWith("ourcedId") ? column.checked(RosterColumns::guid) : column;
  }

  private static Optional<Message> guid(String text) {
    return GUID.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(Message.of("oneroster.fault-guid", "value", text));
  }

  private static Kind choice(List<String> codes) {
    return new Kind.Choice(codes.stream().map(code -> new Kind.Option(code, "")).toList());
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    kinds.put("orgs.name", new Kind.Words(200));
    kinds.put("orgs.type", choice(Terms.ORG_TYPES));
    kinds.put(
        "orgs." + OrgLines.KIND, choice(Stream.of(UnitKind.values()).map(UnitKind::code).toList()));
    kinds.put("orgs." + OrgLines.LEVELS, LIST);
    kinds.put("orgs." + OrgLines.OWNERSHIP, choice(List.of("public", "community", "private")));
    kinds.put(
        "academicSessions.type",
        choice(List.of("gradingPeriod", "semester", SessionLines.YEAR, "term")));
    kinds.put("academicSessions.startDate", DAY);
    kinds.put("academicSessions.endDate", DAY);
    kinds.put(
        "academicSessions.schoolYear",
        new Kind.Decimal(BigDecimal.valueOf(1946), BigDecimal.valueOf(2201), 0));
    kinds.put("classes.classType", choice(List.of("homeroom", "scheduled")));
    kinds.put("users.enabledUser", YES_OR_NO);
    kinds.put("roles.roleType", choice(List.of("primary", "secondary")));
    kinds.put("roles.role", choice(Terms.roles()));
    kinds.put("roles.beginDate", DAY);
    kinds.put("roles.endDate", DAY);
    kinds.put("demographics.birthDate", DAY);
    kinds.put("demographics.sex", choice(List.of("male", "female", "unspecified", "other")));
    kinds.put(
        "enrollments.role",
        choice(List.of("administrator", "proctor", Terms.STUDENT, Terms.TEACHER)));
    kinds.put("enrollments.primary", YES_OR_NO);
    kinds.put("enrollments.beginDate", DAY);
    kinds.put("enrollments.endDate", DAY);
    return kinds;
  }

  /// The levels that a list names; empty when one of them is none.
  static Optional<List<Level>> levels(String text) {
    List<String> known = Stream.of(Level.values()).map(Level::code).toList();
    List<String> codes = RosterIndex.listed(text);
    return known.containsAll(codes)
        ? Optional.of(codes.stream().map(Level::ofCode).toList())
        : Optional.empty();
  }
}
