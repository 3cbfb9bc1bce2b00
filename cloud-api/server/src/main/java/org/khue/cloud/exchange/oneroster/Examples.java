package org.khue.cloud.exchange.oneroster;

import java.util.Map;

/// The template's one line of each file: together a small whole roster.
final class Examples {
  private static final String SCHOOL = "truong-1";
  private static final String USER = "hs-1";

  private static final Map<String, String> CELLS =
      Map.ofEntries(
          Map.entry("orgs.sourcedId", SCHOOL),
          Map.entry("orgs.name", "Trường THCS Hoa Mẫu"),
          Map.entry("orgs.type", Terms.SCHOOL),
          Map.entry("orgs.identifier", "THCS-MAU"),
          Map.entry("orgs." + OrgLines.KIND, "school"),
          Map.entry("orgs." + OrgLines.LEVELS, "lower-secondary"),
          Map.entry("academicSessions.sourcedId", "2026"),
          Map.entry("academicSessions.title", "Năm học 2026–2027"),
          Map.entry("academicSessions.type", SessionLines.YEAR),
          Map.entry("academicSessions.startDate", "2026-09-05"),
          Map.entry("academicSessions.endDate", "2027-06-01"),
          Map.entry("academicSessions.schoolYear", "2027"),
          Map.entry("courses.sourcedId", "khoi-6"),
          Map.entry("courses.title", "Khối 6"),
          Map.entry("courses.orgSourcedId", SCHOOL),
          Map.entry("classes.sourcedId", "lop-6A1"),
          Map.entry("classes.title", "6A1"),
          Map.entry("classes.grades", "06"),
          Map.entry("classes.courseSourcedId", "khoi-6"),
          Map.entry("classes.classType", "homeroom"),
          Map.entry("classes.schoolSourcedId", SCHOOL),
          Map.entry("classes.termSourcedIds", "2026"),
          Map.entry("users.sourcedId", USER),
          Map.entry("users.enabledUser", "true"),
          Map.entry("users.username", "7901234567"),
          Map.entry("users.userIds", "{STUDENT:7901234567}"),
          Map.entry("users.givenName", "Mẫu"),
          Map.entry("users.familyName", "Nguyễn"),
          Map.entry("users.middleName", "Thị"),
          Map.entry("users.identifier", "7901234567"),
          Map.entry("users.primaryOrgSourcedId", SCHOOL),
          Map.entry("roles.sourcedId", "vt-1"),
          Map.entry("roles.userSourcedId", USER),
          Map.entry("roles.roleType", "primary"),
          Map.entry("roles.role", Terms.STUDENT),
          Map.entry("roles.orgSourcedId", SCHOOL),
          Map.entry("demographics.sourcedId", USER),
          Map.entry("demographics.birthDate", "2014-09-05"),
          Map.entry("demographics.sex", "female"),
          Map.entry("enrollments.sourcedId", "xl-1"),
          Map.entry("enrollments.classSourcedId", "lop-6A1"),
          Map.entry("enrollments.schoolSourcedId", SCHOOL),
          Map.entry("enrollments.userSourcedId", USER),
          Map.entry("enrollments.role", Terms.STUDENT));

  private Examples() {}

  /// @param place file and heading, such as `orgs.name`
  static String of(String place) {
    return CELLS.getOrDefault(place, "");
  }
}
