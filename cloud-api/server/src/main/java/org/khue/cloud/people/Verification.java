package org.khue.cloud.people;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a person compares with the population database.
///
/// @param fields which do not agree, for [State#MISMATCH]: `name`, `birthDate`, `sex`
/// @param source who was asked; empty before the first time
/// @param at when; null before the first time
public record Verification(State state, Set<String> fields, String source, @Nullable Instant at) {
  /// Nobody was asked yet.
  public static final Verification NONE = new Verification(State.UNVERIFIED, Set.of(), "", null);

  public Verification {
    fields = Set.copyOf(fields);
  }

  /// What is known.
  public enum State {
    UNVERIFIED,
    /// A run will ask soon.
    PENDING,
    MATCHED,
    MISMATCH,
    /// The registry knows no such number.
    NOT_FOUND,
    /// The registry did not answer; ask again later.
    UNAVAILABLE
  }
}
