package org.khue.cloud.platform.security;

import java.util.Set;
import java.util.UUID;

/// How far a right reaches.
public sealed interface Scope {

  /// An organisation unit and all below it, as [Reach] knows them today.
  record Below(UUID unit) implements Scope {}

  /// Single persons and what belongs to them: a pupil's own records, a parent's children.
  record Persons(Set<UUID> ids) implements Scope {
    public Persons {
      ids = Set.copyOf(ids);
    }
  }

  /// All there is. The program's own work alone has it, no person.
  record Everything() implements Scope {}
}
