package org.khue.cloud.identity;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this module.
@Factory
final class IdentityModule {

  @Singleton
  @Named("identity")
  ModuleSchema schema() {
    return new ModuleSchema("identity");
  }

  @Singleton
  @Named("identity")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/identity/texts");
  }

  @Singleton
  Sessions sessions(DataSource source, Clock clock) {
    return new Sessions(new SessionStore(source), clock);
  }
}
