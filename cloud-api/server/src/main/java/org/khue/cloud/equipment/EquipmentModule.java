package org.khue.cloud.equipment;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.khue.cloud.equipment.utilisation.Marks;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.cloud.telemetry.TelemetryQuery;

/// The beans of this module.
@Factory
final class EquipmentModule {

  @Singleton
  @Named("equipment")
  ModuleSchema schema() {
    return new ModuleSchema("equipment");
  }

  @Singleton
  @Named("equipment")
  EventConsumer consumer(Marks marks) {
    return new UseConsumer(marks);
  }

  @Singleton
  Equipment equipment(
      DataSource source,
      Fleet fleet,
      Placements placements,
      TelemetryQuery telemetry,
      GatewayPresence presence,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone,
      @Property(name = "khue.demo", defaultValue = "false") boolean demo) {
    return new Equipment(
        new UseStore(source), fleet, placements, telemetry, presence, ZoneId.of(zone), demo);
  }
}
