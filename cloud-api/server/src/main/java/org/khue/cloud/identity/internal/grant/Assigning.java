package org.khue.cloud.identity.internal.grant;

import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.khue.cloud.identity.Role;

/// Which role may give which, and which may be taken in an emergency: `assigning.yaml`.
@Singleton
public final class Assigning {
  private static final String RESOURCE = "org/khue/cloud/identity/assigning.yaml";

  private final Map<Role, Set<Role>> assigns;
  private final Map<Role, Set<Role>> breakglass;

  public Assigning() {
    Map<?, ?> all = RightTables.load(RESOURCE);
    assigns = read(all, "assigns");
    breakglass = read(all, "breakglass");
  }

  /// The roles that somebody of this role may assign.
  public Set<Role> assigns(Role role) {
    return assigns.getOrDefault(role, Set.of());
  }

  /// The roles that somebody of this role may take for an hour.
  public Set<Role> breakglass(Role role) {
    return breakglass.getOrDefault(role, Set.of());
  }

  private static Map<Role, Set<Role>> read(Map<?, ?> all, String part) {
    if (!(all.get(part) instanceof Map<?, ?> lines)) {
      throw new IllegalStateException(RESOURCE + " has no part '" + part + "'");
    }
    Map<Role, Set<Role>> table = new EnumMap<>(Role.class);
    for (Map.Entry<?, ?> line : lines.entrySet()) {
      Set<Role> given = EnumSet.noneOf(Role.class);
      for (Object code : (List<?>) line.getValue()) {
        given.add(role(code));
      }
      table.put(role(line.getKey()), Collections.unmodifiableSet(given));
    }
    return table;
  }

  private static Role role(Object code) {
    return Role.ofCode(String.valueOf(code))
        .orElseThrow(() -> new IllegalStateException(RESOURCE + " names no role '" + code + "'"));
  }
}
