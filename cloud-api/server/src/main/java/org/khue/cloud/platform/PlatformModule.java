package org.khue.cloud.platform;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.db.ModuleSchema;

/// The beans that belong to no single package of the platform.
@Factory
final class PlatformModule {

  @Singleton
  @Named(ModuleSchema.PLATFORM)
  ModuleSchema schema() {
    return new ModuleSchema(ModuleSchema.PLATFORM);
  }
}
