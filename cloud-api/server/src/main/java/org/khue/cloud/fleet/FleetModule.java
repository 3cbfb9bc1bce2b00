package org.khue.cloud.fleet;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.ModuleSchema;
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
  @Named("fleet")
  EventConsumer consumer() {
    return new FleetConsumer();
  }
}
