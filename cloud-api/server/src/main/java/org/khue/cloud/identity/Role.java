package org.khue.cloud.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;

/// The roles that the greeting of a demo offers.
public enum Role {
  TECHNICIAN("role.technician", "role.technician-task", "/"),
  OVERSIGHT("role.oversight", "role.oversight-task", "/use"),
  TEACHER("role.teacher", "role.teacher-task", "/"),
  LIBRARIAN("role.librarian", "role.librarian-task", "/"),
  INSTALLER("role.installer", "role.installer-task", "/gateways"),
  PRINCIPAL("role.principal", "role.principal-task", "/use");

  private static final Set<String> RIGHTS = Set.of("*");

  private final String nameKey;
  private final String taskKey;
  private final String home;

  Role(String nameKey, String taskKey, String home) {
    this.nameKey = nameKey;
    this.taskKey = taskKey;
    this.home = home;
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

  /// What somebody of this role may do.
  Caller caller() {
    UUID account = UUID.nameUUIDFromBytes(code().getBytes(StandardCharsets.UTF_8));
    Grant grant = new Grant(code(), RIGHTS, new Scope.Below(Reach.ROOT));
    return new Caller(Caller.Kind.PERSON, account, null, code(), List.of(grant));
  }

  /// The code in forms and in the database.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of that code.
  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
