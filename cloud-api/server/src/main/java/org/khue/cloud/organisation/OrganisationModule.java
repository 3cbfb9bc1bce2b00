package org.khue.cloud.organisation;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.security.RightTable;

/// The beans of this module.
@Factory
final class OrganisationModule {

  @Singleton
  @Named("organisation")
  ModuleSchema schema() {
    return new ModuleSchema("organisation");
  }

  @Singleton
  @Named("organisation")
  RightTable rights() {
    return new RightTable("org/khue/cloud/organisation/rights.yaml");
  }

  @Singleton
  ReachKeeper reach(
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    return new ReachKeeper(clock, ZoneId.of(zone));
  }
}
