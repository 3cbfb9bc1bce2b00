package org.khue.cloud.identity.internal.page;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.platform.problem.ProblemException;

/// Values of the forms of this module; what cannot be read is a fault of that field.
final class FormValues {
  private FormValues() {}

  static UUID uuid(Map<String, String> form, String field) {
    try {
      return UUID.fromString(form.getOrDefault(field, ""));
    } catch (IllegalArgumentException e) {
      throw fault(field, "must be chosen from the list");
    }
  }

  static Role role(Map<String, String> form) {
    return Role.ofCode(form.getOrDefault("role", ""))
        .orElseThrow(() -> fault("role", "must be chosen from the list"));
  }

  static Account.State state(Map<String, String> form) {
    try {
      return Account.State.ofCode(form.getOrDefault("state", ""));
    } catch (IllegalArgumentException e) {
      throw fault("state", "must be active, locked or disabled");
    }
  }

  /// @return null for an empty field
  static @Nullable LocalDate date(Map<String, String> form, String field) {
    String value = form.getOrDefault(field, "");
    try {
      return value.isBlank() ? null : LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw fault(field, "must be a date like 2026-09-05");
    }
  }

  static int number(Map<String, String> form, String field) {
    String value = form.getOrDefault(field, "");
    if (!value.matches("[0-9]{1,6}")) {
      throw fault(field, "must be a whole number");
    }
    return Integer.parseInt(value);
  }

  private static ProblemException fault(String field, String message) {
    return ProblemException.invalid(List.of(new ProblemException.Fault(field, message)));
  }
}
