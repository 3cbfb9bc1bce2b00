package org.khue.cloud.equipment.utilisation;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.telemetry.TelemetryQuery;

/// The beans of this package.
@Factory
final class UtilisationModule {
  private static final String ZONE = "khue.time-zone";
  private static final String VIETNAM = "Asia/Ho_Chi_Minh";

  @Singleton
  Marks marks(@Property(name = ZONE, defaultValue = VIETNAM) String zone) {
    return new Marks(ZoneId.of(zone));
  }

  @Singleton
  StaleDays staleDays(Marks marks) {
    return new StaleDays(marks);
  }

  @Singleton
  @Named("utilisation")
  RightTable rights() {
    return new RightTable("org/khue/cloud/equipment/utilisation/rights.yaml");
  }

  @Singleton
  Cube cube(
      Database database,
      Clock clock,
      @Property(name = "khue.utilisation.held-days", defaultValue = "800") int days) {
    return new Cube(database.systemSource(), clock, Math.clamp(days, 31, 2_000));
  }

  @Singleton
  Utilisation utilisation(
      DataSource source,
      Cube cube,
      Reach reach,
      Relations relations,
      @Property(name = "khue.utilisation.trusted-coverage", defaultValue = "0.8") double trusted) {
    return new Utilisation(source, cube, reach, relations, trusted);
  }

  @Singleton
  UsedTimesStore usedTimes(DataSource source, Placements placements) {
    return new UsedTimesStore(source, placements);
  }

  @Singleton
  BookedTimes booked() {
    return new BookingReadStore();
  }

  @Singleton
  Recount recount(
      Transactions transactions,
      BookedTimes booked,
      Placements placements,
      Fleet fleet,
      Rooms rooms,
      Calendars calendars,
      TelemetryQuery telemetry,
      Clock clock,
      @Property(name = ZONE, defaultValue = VIETNAM) String zone) {
    HistoryReader reader =
        new HistoryReader(
            new UseReadStore(), booked, fleet, rooms, calendars, telemetry, ZoneId.of(zone));
    return new Recount(transactions, reader, placements, clock);
  }
}
