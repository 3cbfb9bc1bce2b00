package org.khue.cloud.fleet.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.TextBundle;
import org.khue.cloud.telemetry.EventConsumer;

/// The beans of this package.
@Factory
final class ConfigModule {

  @Singleton
  @Named("gateway-config")
  RightTable rights() {
    return new RightTable("org/khue/cloud/fleet/config/rights.yaml");
  }

  @Singleton
  @Named("gateway-config")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/fleet/config/texts");
  }

  @Singleton
  @Named("gateway-config")
  EventConsumer consumer() {
    return new ConfigConsumer();
  }
}
