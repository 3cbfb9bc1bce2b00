package org.khue.cloud.identity.internal.grant;

import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.security.Reach;

/// Who is told when the glass is broken at a unit: heads, oversight and auditors whose scope holds
/// it today.
@Singleton
final class Watchers {
  private static final List<String> ROLES =
      List.of(
          Role.PRINCIPAL.code(),
          Role.WARD_OVERSIGHT.code(),
          Role.CITY_OVERSIGHT.code(),
          Role.AUDITOR.code());

  private final AssignmentStore store;
  private final Grants grants;
  private final Reach reach;

  Watchers(Database database, Grants grants, Reach reach) {
    this.store = new AssignmentStore(database.systemSource());
    this.grants = grants;
    this.reach = reach;
  }

  Set<UUID> of(UUID unit) {
    Set<UUID> accounts = new LinkedHashSet<>();
    for (Assignment held : store.validOf(ROLES, grants.today())) {
      if (reach.reaches(held.unit(), unit)) {
        accounts.add(held.account());
      }
    }
    return accounts;
  }
}
