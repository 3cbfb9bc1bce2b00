package org.khue.sim.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the simulated registry says about a question. It knows nobody; it looks at the number, so
/// that the same question always gets the same answer:
///
/// - ends with `000`: no such number;
/// - ends with `001`: the name is another;
/// - else the year of birth and the sex must be those that the digits tell.
final class Register {
  private static final String NUMBER = "\\d{12}";

  private Register() {}

  /// @param question `number`, `name`, `birthDate` (ISO 8601), `sex` (`female`, `male`); all but
  ///   the number may be missing
  /// @return `result` (`MATCH`, `MISMATCH`, `NOT_FOUND`) and, for a mismatch, `fields`
  static Map<String, Object> answer(Map<String, String> question) {
    String number = question.getOrDefault("number", "");
    if (!number.matches(NUMBER) || number.endsWith("000")) {
      return Map.of("result", "NOT_FOUND");
    }
    List<String> fields = new ArrayList<>();
    if (number.endsWith("001")) {
      fields.add("name");
    }
    int centuryAndSex = number.charAt(3) - '0';
    int year = 1900 + 100 * (centuryAndSex / 2) + Integer.parseInt(number.substring(4, 6));
    String birth = question.get("birthDate");
    if (birth != null && !birth.startsWith(year + "-")) {
      fields.add("birthDate");
    }
    String sex = question.get("sex");
    if (sex != null && !sex.equals(centuryAndSex % 2 == 0 ? "male" : "female")) {
      fields.add("sex");
    }
    return fields.isEmpty()
        ? Map.of("result", "MATCH")
        : Map.of("result", "MISMATCH", "fields", fields);
  }
}
