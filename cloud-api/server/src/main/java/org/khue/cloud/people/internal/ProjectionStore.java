package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Facts;
import org.khue.cloud.platform.vault.Rebuild;
import org.khue.cloud.platform.vault.SubjectKey;
import org.khue.cloud.platform.vault.Vault;

/// Fills the tables `people.*_clear` from the sealed rows. Whoever was erased after the backup was
/// made has no key any more, and is erased in the restored rows too.
public final class ProjectionStore implements Rebuild {
  private static final int BATCH = 500;

  private final Vault vault;
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final EraseStore erasures;
  private final Clock clock;

  public ProjectionStore(
      Vault vault,
      PersonStore persons,
      IdentifierStore identifiers,
      EraseStore erasures,
      Clock clock) {
    this.vault = vault;
    this.persons = persons;
    this.identifiers = identifiers;
    this.erasures = erasures;
    this.clock = clock;
  }

  @Override
  public long rebuild(Connection transaction) throws SQLException {
    Sql.update(transaction, "DELETE FROM people.identifier_clear");
    Sql.update(transaction, "DELETE FROM people.person_clear");
    long shown = 0;
    UUID after = null;
    List<PersonStore.Stored> batch = persons.sealedAfter(transaction, after, BATCH);
    while (!batch.isEmpty()) {
      shown += show(transaction, batch);
      after = batch.getLast().id();
      batch = persons.sealedAfter(transaction, after, BATCH);
    }
    return shown;
  }

  private long show(Connection transaction, List<PersonStore.Stored> batch) throws SQLException {
    Map<UUID, SubjectKey> keys =
        vault.keys(transaction, batch.stream().map(PersonStore.Stored::id).toList());
    long shown = 0;
    for (PersonStore.Stored stored : batch) {
      @Nullable SubjectKey key = keys.get(stored.id());
      if (key == null) {
        erasures.erase(transaction, stored.id(), clock.instant());
      } else {
        if (!stored.merged()) {
          Facts facts = Sealed.open(key, Sealed.FACTS, stored.sealed(), Facts.class);
          persons.show(transaction, stored.id(), facts);
          shown++;
        }
        for (IdentifierStore.Stored number : identifiers.stored(transaction, stored.id())) {
          identifiers.show(transaction, number);
        }
      }
    }
    return shown;
  }
}
