package org.khue.cloud.fleet.identity;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.LocalTime;
import org.khue.cloud.platform.jobs.Nightly;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this package.
@Factory
final class GatewayIdentityModule {
  private static final LocalTime NIGHT = LocalTime.of(2, 40);

  @Singleton
  @Named("gateway-identity")
  RightTable rights() {
    return new RightTable("org/khue/cloud/fleet/identity/rights.yaml");
  }

  @Singleton
  @Named("gateway-identity")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/fleet/identity/texts");
  }

  /// A broker refuses everybody when its list of revoked certificates is too old.
  @Singleton
  @Named("gateway-broker-files")
  Nightly list(BrokerFiles files) {
    return new Nightly("gateway-broker-files", NIGHT, files::refresh);
  }
}
