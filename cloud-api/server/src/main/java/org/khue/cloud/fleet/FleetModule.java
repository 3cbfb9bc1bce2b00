package org.khue.cloud.fleet;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.events.Events;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.SimulationNotice;
import org.khue.cloud.telemetry.EventConsumer;

/// The beans of this module.
@Factory
final class FleetModule {

  @Singleton
  @Named("fleet")
  ModuleSchema schema() {
    return new ModuleSchema("fleet");
  }

  @Singleton
  @Named("fleet")
  RightTable rights() {
    return new RightTable("org/khue/cloud/fleet/rights.yaml");
  }

  @Singleton
  Fleet fleet(DataSource source) {
    return new Fleet(new FleetStore(source));
  }

  @Singleton
  SimulationNotice simulation(
      Database database,
      Clock clock,
      @Property(name = "khue.demo", defaultValue = "false") boolean demo,
      @Property(name = "khue.demo-speed", defaultValue = "1") double speed) {
    return new FleetNotice(new FleetStore(database.systemSource()), clock, demo, speed);
  }

  @Singleton
  @Named("fleet")
  EventConsumer consumer(
      Events events,
      @Nullable @Property(name = "khue.fleet.first-unit") UUID firstUnit,
      @Property(name = "khue.demo", defaultValue = "false") boolean demo) {
    UUID byDefault = demo ? DemoCity.SCHOOL : Reach.ROOT;
    return new FleetConsumer(events, firstUnit == null ? byDefault : firstUnit);
  }
}
