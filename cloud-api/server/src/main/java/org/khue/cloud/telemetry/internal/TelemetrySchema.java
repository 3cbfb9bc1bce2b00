package org.khue.cloud.telemetry.internal;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.db.ModuleSchema;

/// The module's schema.
@Factory
final class TelemetrySchema {
  @Bean
  @Singleton
  @Named("telemetry")
  ModuleSchema telemetry() {
    return new ModuleSchema("telemetry");
  }
}
