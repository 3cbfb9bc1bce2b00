package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.security.RightTable;

/// The beans of this package.
@Factory
final class CourierModule {

  @Singleton
  @Named("telemetry-courier")
  RightTable rights() {
    return new RightTable("org/khue/cloud/telemetry/rights.yaml");
  }
}
