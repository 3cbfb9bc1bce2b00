package org.khue.cloud.people;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.khue.cloud.people.internal.IdentifierStore;
import org.khue.cloud.people.internal.MembershipStore;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.vault.Vault;

/// The bean that imports use.
@Factory
final class ImportedPeopleModule {

  @Singleton
  ImportedPeople imported(
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      MembershipStore memberships,
      Standing standing,
      Database database,
      Vault vault,
      Audit audit) {
    return new ImportedPeople(
        people,
        persons,
        identifiers,
        memberships,
        standing,
        new Transactions(database.systemSource()),
        vault,
        audit);
  }
}
