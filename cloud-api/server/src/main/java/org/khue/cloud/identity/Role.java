package org.khue.cloud.identity;

import java.util.Optional;

/// What somebody is in a school or above it. A role gives the rights that the modules' tables name
/// for it, within the scope of an assignment.
public enum Role {
  CITY_OVERSIGHT("city-oversight", "role.city-oversight", "role.city-oversight-task", "/use"),
  WARD_OVERSIGHT("ward-oversight", "role.ward-oversight", "role.ward-oversight-task", "/use"),
  PRINCIPAL("principal", "role.principal", "role.principal-task", "/use"),
  VICE_PRINCIPAL("vice-principal", "role.vice-principal", "role.vice-principal-task", "/use"),
  IT_OFFICER("it-officer", "role.it-officer", "role.it-officer-task", "/gateways"),
  TEACHER("teacher", "role.teacher", "role.teacher-task", "/rooms"),
  SUBJECT_LEAD("subject-lead", "role.subject-lead", "role.subject-lead-task", "/rooms"),
  LIBRARIAN("librarian", "role.librarian", "role.librarian-task", "/rooms"),
  LAB_TECHNICIAN("lab-technician", "role.lab-technician", "role.lab-technician-task", "/rooms"),
  EQUIPMENT_OFFICER(
      "equipment-officer", "role.equipment-officer", "role.equipment-officer-task", "/use"),
  ACCOUNTANT("accountant", "role.accountant", "role.accountant-task", Role.START),
  NURSE("nurse", "role.nurse", "role.nurse-task", Role.START),
  PUPIL("pupil", "role.pupil", "role.pupil-task", Role.START),
  PARENT("parent", "role.parent", "role.parent-task", Role.START),
  AUDITOR("auditor", "role.auditor", "role.auditor-task", Role.START);

  private static final String START = "/";

  private final String code;
  private final String nameKey;
  private final String taskKey;
  private final String home;

  Role(String code, String nameKey, String taskKey, String home) {
    this.code = code;
    this.nameKey = nameKey;
    this.taskKey = taskKey;
    this.home = home;
  }

  /// The code in tables of rights, in forms and in the database, such as `vice-principal`.
  public String code() {
    return code;
  }

  /// Key of the role's name.
  public String nameKey() {
    return nameKey;
  }

  /// Key of the sentence that says what the role does here.
  public String taskKey() {
    return taskKey;
  }

  /// The page of its first task.
  public String home() {
    return home;
  }

  /// Whether it is a duty at work: such accounts need a second factor and longer passwords.
  public boolean isStaff() {
    return switch (this) {
      case PUPIL, PARENT -> false;
      case CITY_OVERSIGHT,
          WARD_OVERSIGHT,
          PRINCIPAL,
          VICE_PRINCIPAL,
          IT_OFFICER,
          TEACHER,
          SUBJECT_LEAD,
          LIBRARIAN,
          LAB_TECHNICIAN,
          EQUIPMENT_OFFICER,
          ACCOUNTANT,
          NURSE,
          AUDITOR ->
          true;
    };
  }

  /// The role of that code.
  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
