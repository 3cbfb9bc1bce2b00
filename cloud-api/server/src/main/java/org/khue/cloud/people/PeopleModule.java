package org.khue.cloud.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.khue.cloud.people.internal.ConsentStore;
import org.khue.cloud.people.internal.EraseStore;
import org.khue.cloud.people.internal.GuardianStore;
import org.khue.cloud.people.internal.IdentifierStore;
import org.khue.cloud.people.internal.MembershipStore;
import org.khue.cloud.people.internal.MergeStore;
import org.khue.cloud.people.internal.MergingStore;
import org.khue.cloud.people.internal.OwnData;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.ProjectionStore;
import org.khue.cloud.people.internal.SearchStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.people.internal.TwinStore;
import org.khue.cloud.people.internal.verify.HttpRegistry;
import org.khue.cloud.people.internal.verify.RegistrySettings;
import org.khue.cloud.people.internal.verify.VerificationStore;
import org.khue.cloud.platform.api.Idempotency;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.jobs.Nightly;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.vault.Rebuild;
import org.khue.cloud.platform.vault.Vault;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this module.
@Factory
final class PeopleModule {

  @Singleton
  @Named("people")
  ModuleSchema schema() {
    return new ModuleSchema("people");
  }

  @Singleton
  @Named("people")
  RightTable rights() {
    return new RightTable("org/khue/cloud/people/rights.yaml");
  }

  @Singleton
  @Named("people")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/people/texts");
  }

  @Singleton
  @Named("people")
  Section section() {
    return new Section("people", "/people", "section.people", 40)
        .needing("people.read")
        .saying("section.about-people");
  }

  @Singleton
  PersonStore persons(Vault vault) {
    return new PersonStore(vault);
  }

  @Singleton
  IdentifierStore identifierStore(Vault vault) {
    return new IdentifierStore(vault);
  }

  @Singleton
  MembershipStore memberships() {
    return new MembershipStore();
  }

  @Singleton
  Standing standing(Access access, MembershipStore memberships) {
    return new Standing(access, memberships);
  }

  @Singleton
  EraseStore eraseStore(Vault vault) {
    return new EraseStore(vault);
  }

  @Singleton
  @Named("people")
  Rebuild projection(
      Vault vault,
      PersonStore persons,
      IdentifierStore identifiers,
      EraseStore erasures,
      Clock clock) {
    return new ProjectionStore(vault, persons, identifiers, erasures, clock);
  }

  @Singleton
  People people(
      Transactions transactions,
      PersonStore persons,
      MembershipStore memberships,
      IdentifierStore identifiers,
      Standing standing,
      Audit audit,
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    return new People(
        transactions,
        persons,
        memberships,
        new SearchStore(identifiers, memberships),
        new VerificationStore(),
        standing,
        audit,
        clock,
        ZoneId.of(zone));
  }

  @Singleton
  Identifiers identifiers(
      Transactions transactions,
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      Standing standing,
      Audit audit) {
    return new Identifiers(
        transactions, people, persons, identifiers, new VerificationStore(), standing, audit);
  }

  @Singleton
  Guardians guardians(
      Transactions transactions,
      People people,
      PersonStore persons,
      Standing standing,
      Audit audit,
      Clock clock) {
    return new Guardians(
        transactions, people, persons, new GuardianStore(), standing, audit, clock);
  }

  @Singleton
  Consents consents(
      Transactions transactions,
      Database database,
      Vault vault,
      People people,
      PersonStore persons,
      Standing standing,
      Audit audit,
      Clock clock) {
    return new Consents(
        transactions,
        new Transactions(database.systemSource()),
        people,
        persons,
        new GuardianStore(),
        new ConsentStore(vault),
        standing,
        audit,
        clock);
  }

  @Singleton
  Merges merges(
      Transactions transactions,
      Database database,
      Vault vault,
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      EraseStore erasures,
      Standing standing,
      Audit audit,
      Clock clock) {
    MergeStore merges = new MergeStore();
    return new Merges(
        transactions,
        new Transactions(database.systemSource()),
        people,
        persons,
        new TwinStore(),
        new MergingStore(vault, persons, identifiers, merges),
        merges,
        erasures,
        standing,
        audit,
        clock);
  }

  @Singleton
  PopulationRegistry registry(RegistrySettings settings, ObjectMapper json, Clock clock) {
    return new HttpRegistry(settings, json, clock);
  }

  @Singleton
  Verifications verifications(
      Transactions transactions,
      Database database,
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      PopulationRegistry registry,
      Standing standing,
      Audit audit,
      Clock clock) {
    return new Verifications(
        transactions,
        new Transactions(database.systemSource()),
        people,
        persons,
        identifiers,
        new VerificationStore(),
        registry,
        standing,
        audit,
        clock);
  }

  @Singleton
  OnePerson onePerson(
      Transactions transactions,
      Database database,
      People people,
      PersonStore persons,
      EraseStore erasures,
      OwnData own,
      List<PersonData> others,
      Idempotency requests,
      Standing standing,
      Audit audit,
      Clock clock) {
    return new OnePerson(
        transactions,
        new Transactions(database.systemSource()),
        people,
        persons,
        erasures,
        own,
        others,
        requests,
        standing,
        audit,
        clock);
  }

  @Singleton
  OwnData ownData(
      Vault vault, PersonStore persons, IdentifierStore identifiers, MembershipStore memberships) {
    return new OwnData(
        persons,
        identifiers,
        memberships,
        new GuardianStore(),
        new ConsentStore(vault),
        new VerificationStore());
  }

  @Singleton
  @Named("people.merges")
  Nightly oldMerges(Merges merges) {
    return new Nightly("people.merges", LocalTime.of(2, 40), merges::forgetExpired);
  }

  /// Asks the population database about those who wait.
  @Singleton
  static final class Asking {
    private final Verifications verifications;

    Asking(Verifications verifications) {
      this.verifications = verifications;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "10s")
    void ask() {
      verifications.askAboutPending();
    }
  }
}
