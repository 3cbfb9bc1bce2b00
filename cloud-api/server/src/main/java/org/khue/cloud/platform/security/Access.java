package org.khue.cloud.platform.security;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.khue.cloud.platform.problem.ProblemException;

/// The one place where a facade asks whether the caller may do what it is about to do.
@Singleton
public final class Access {
  private final AccessRule rule;

  Access(AccessRule rule) {
    this.rule = rule;
  }

  /// Whether the caller holds the right anywhere.
  public boolean may(Caller caller, String right) {
    return rule.holds(caller, right);
  }

  /// Whether whoever acts now holds the right at that unit.
  public boolean mayAt(String right, UUID unit) {
    return rule.holdsAt(Acting.required().caller(), right, unit);
  }

  /// Refuses with 403 unless whoever acts now holds the right at that unit.
  public void requireAt(String right, UUID unit) {
    if (!mayAt(right, unit)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "Your roles do not include '"
              + right
              + "' for this unit. Ask the unit's head or its IT"
              + " officer for an assignment.");
    }
  }
}
