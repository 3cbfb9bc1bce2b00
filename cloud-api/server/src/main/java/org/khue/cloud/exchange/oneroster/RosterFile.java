package org.khue.cloud.exchange.oneroster;

import java.util.List;
import java.util.stream.Stream;

/// The tables of a roster that Khuê writes and reads, with their columns in the binding's order.
enum RosterFile {
  ORGS("orgs", List.of("name", "type", "identifier", "parentSourcedId")),
  ACADEMIC_SESSIONS(
      "academicSessions",
      List.of("title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear")),
  COURSES(
      "courses",
      List.of(
          "schoolYearSourcedId",
          "title",
          "courseCode",
          "grades",
          "orgSourcedId",
          "subjects",
          "subjectCodes")),
  CLASSES(
      "classes",
      List.of(
          "title",
          "grades",
          "courseSourcedId",
          "classCode",
          "classType",
          "location",
          "schoolSourcedId",
          "termSourcedIds",
          "subjects",
          "subjectCodes",
          "periods")),
  USERS(
      "users",
      List.of(
          "enabledUser",
          "username",
          "userIds",
          "givenName",
          "familyName",
          "middleName",
          "identifier",
          "email",
          "sms",
          "phone",
          "agentSourcedIds",
          "grades",
          "password",
          "userMasterIdentifier",
          "resourceSourcedIds",
          "preferredGivenName",
          "preferredMiddleName",
          "preferredFamilyName",
          "primaryOrgSourcedId",
          "pronouns")),
  ROLES(
      "roles",
      List.of(
          "userSourcedId",
          "roleType",
          "role",
          "beginDate",
          "endDate",
          "orgSourcedId",
          "userProfileSourcedId")),
  DEMOGRAPHICS(
      "demographics",
      List.of(
          "birthDate",
          "sex",
          "americanIndianOrAlaskaNative",
          "asian",
          "blackOrAfricanAmerican",
          "nativeHawaiianOrOtherPacificIslander",
          "white",
          "demographicRaceTwoOrMoreRaces",
          "hispanicOrLatinoEthnicity",
          "countryOfBirthCode",
          "stateOfBirthAbbreviation",
          "cityOfBirth",
          "publicSchoolResidenceStatus")),
  ENROLLMENTS(
      "enrollments",
      List.of(
          "classSourcedId",
          "schoolSourcedId",
          "userSourcedId",
          "role",
          "primary",
          "beginDate",
          "endDate"));

  /// The columns with which every table begins; the last two are empty in bulk files.
  static final List<String> FIRST = List.of("sourcedId", "status", "dateLastModified");

  private final String title;
  private final List<String> own;

  RosterFile(String title, List<String> own) {
    this.title = title;
    this.own = own;
  }

  /// As the manifest calls it: `academicSessions`.
  String title() {
    return title;
  }

  /// Its name in the ZIP.
  String fileName() {
    return title + ".csv";
  }

  /// Headings in their order.
  List<String> columns() {
    return Stream.concat(FIRST.stream(), own.stream()).toList();
  }
}
