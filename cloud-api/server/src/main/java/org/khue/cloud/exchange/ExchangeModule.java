package org.khue.cloud.exchange;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PersonData;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.ImportList;
import org.khue.cloud.platform.imports.ImportUnits;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this module.
@Factory
final class ExchangeModule {

  @Singleton
  @Named("exchange")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/exchange/texts");
  }

  @Singleton
  ImportUnits units(Relations relations) {
    return new SchoolUnits(relations);
  }

  @Singleton
  @Named("imports")
  PersonData importedData() {
    return new ImportedData();
  }

  @Singleton
  ClassNames classNames(SchoolClasses classes, Calendars calendars) {
    return new ClassNames(classes, calendars);
  }

  @Singleton
  @Named("pupils")
  ImportList pupils(
      Transactions transactions,
      People people,
      Identifiers identifiers,
      Guardians guardians,
      ImportedPeople imported,
      ClassNames classes,
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    return ImportList.single(
        "pupils",
        "exchange.pupils",
        "exchange.pupils-hint",
        "people.write",
        PersonColumns.pupils(LocalDate.ofInstant(clock.instant(), ZoneId.of(zone))),
        new PersonTarget(true, transactions, people, identifiers, guardians, imported, classes));
  }

  @Singleton
  @Named("staff")
  ImportList staff(
      Transactions transactions,
      People people,
      Identifiers identifiers,
      Guardians guardians,
      ImportedPeople imported,
      ClassNames classes,
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    return ImportList.single(
        "staff",
        "exchange.staff",
        "exchange.staff-hint",
        "people.write",
        PersonColumns.staff(LocalDate.ofInstant(clock.instant(), ZoneId.of(zone))),
        new PersonTarget(false, transactions, people, identifiers, guardians, imported, classes));
  }
}
