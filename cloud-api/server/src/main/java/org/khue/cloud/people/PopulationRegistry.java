package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The population database, as far as schools may ask it: does this belong to that number?
public interface PopulationRegistry {

  /// Where the answers come from, such as the registry's host; kept beside each answer.
  String source();

  /// Whether there is one to ask.
  boolean configured();

  /// Asks about one person. Waits a bounded time; never throws for an answer that does not come.
  Answer check(Question question);

  /// What a person says of themself.
  ///
  /// @param number the 12-digit personal number
  record Question(
      String number, PersonName name, @Nullable LocalDate birthDate, @Nullable Sex sex) {}

  /// What the registry says.
  sealed interface Answer {
    record Match() implements Answer {}

    /// @param fields that differ: `name`, `birthDate`, `sex`
    record Mismatch(Set<String> fields) implements Answer {
      public Mismatch {
        fields = Set.copyOf(fields);
      }
    }

    record NotFound() implements Answer {}

    /// @param why for the operator, without personal data
    record Unavailable(String why) implements Answer {}
  }
}
