package org.khue.cloud.fleet.update;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.web.TextBundle;
import org.khue.cloud.telemetry.EventConsumer;

/// The beans of this package.
@Factory
final class ProgramModule {

  @Singleton
  @Named("gateway-programs")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/fleet/update/texts");
  }

  @Singleton
  @Named("gateway-programs")
  EventConsumer consumer() {
    return new ProgramConsumer();
  }
}
