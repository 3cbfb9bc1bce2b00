package org.khue.cloud.fleet;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.ModuleSchema;
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
  Fleet fleet(DataSource source) {
    return new Fleet(new FleetStore(source));
  }

  @Singleton
  SimulationNotice simulation(
      DataSource source,
      Clock clock,
      @Property(name = "khue.demo", defaultValue = "false") boolean demo,
      @Property(name = "khue.demo-speed", defaultValue = "1") double speed) {
    return new FleetNotice(new FleetStore(source), clock, demo, speed);
  }

  @Singleton
  @Named("fleet")
  EventConsumer consumer() {
    return new FleetConsumer();
  }
}
