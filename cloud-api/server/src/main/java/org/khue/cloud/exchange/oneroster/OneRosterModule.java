package org.khue.cloud.exchange.oneroster;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Consents;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PersonData;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of the rosters.
@Factory
final class OneRosterModule {

  @Singleton
  @Named("oneroster")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/exchange/oneroster/texts");
  }

  @Singleton
  @Named("oneroster")
  RightTable rights() {
    return new RightTable("org/khue/cloud/exchange/oneroster/rights.yaml");
  }

  @Singleton
  @Named(RosterController.SECTION)
  Section section() {
    return new Section(RosterController.SECTION, "/oneroster", "section.oneroster", 895)
        .under("section-group.administration")
        .needing(RosterExports.RIGHT)
        .saying("oneroster.about");
  }

  @Singleton
  @Named("exchange")
  ModuleSchema schema() {
    return new ModuleSchema("exchange");
  }

  @Singleton
  @Named("rosters")
  PersonData linkedData() {
    return new LinkedData();
  }

  @Singleton
  Roster roster(
      Relations relations,
      Calendars calendars,
      SchoolClasses classes,
      People people,
      ImportedPeople known,
      Consents consents,
      Transactions transactions) {
    return new Roster(relations, calendars, classes, people, known, consents, transactions);
  }

  @Singleton
  RosterExports exports(Jobs jobs, Units units, Access access) {
    return new RosterExports(jobs, units, access);
  }

  @Singleton
  @Named("oneroster")
  JobKind exportJob(
      Roster roster,
      Units units,
      Transactions transactions,
      Audit audit,
      Clock clock,
      @Property(name = "khue.site", defaultValue = "http://localhost:8080") String site,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    return new ExportJob(roster, units, transactions, audit, site, clock, ZoneId.of(zone));
  }
}
