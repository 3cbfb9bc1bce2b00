package org.khue.cloud.platform.security;

import java.util.Set;

/// What one role assignment gives today.
///
/// @param role code of the role, such as `principal`
/// @param rights names of rights, such as `people.read`
/// @param scope where they hold
public record Grant(String role, Set<String> rights, Scope scope) {
  public Grant {
    rights = Set.copyOf(rights);
  }
}
