package org.khue.cloud.organisation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// What is known of a class.
///
/// @param year in which the school year begins
/// @param grade as [Level] counts them, -3 to 12
/// @param name unique in the school and year, 1 to 20 characters, such as 8A1
/// @param homeroom the person who is its homeroom teacher
public record ClassFacts(int year, int grade, String name, @Nullable UUID homeroom) {
  public ClassFacts {
    name = Entered.text(name);
  }

  List<Fault> faults(List<Level> levels) {
    return new Faults()
        .unless(year >= 1945 && year <= 2200, "year", "1945 to 2200, in which the year begins")
        .unless(
            levels.stream().anyMatch(level -> level.hasGrade(grade)),
            "grade",
            levels.isEmpty()
                ? "This unit has no level of schooling. Give it one first."
                : "This unit does not teach this grade; its levels are "
                    + String.join(", ", levels.stream().map(Level::code).toList())
                    + ".")
        .text("name", name, 20)
        .list();
  }
}
