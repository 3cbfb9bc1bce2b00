package org.khue.gateway;

import org.jspecify.annotations.Nullable;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.GatewayConfig.Cloud;
import org.khue.gateway.config.apply.CloudConfigs;
import org.khue.gateway.config.apply.ConfigReports;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.identity.ConfigTrust;
import org.khue.gateway.identity.GatewayIdentity;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.uplink.Access;

/// What takes configurations from the cloud.
final class Configurations {
  private Configurations() {}

  static CloudConfigs of(
      GatewayConfig config,
      RoomChanges changes,
      Access access,
      TrustedTime trusted,
      DeviceRuntime devices,
      Recorder recorder,
      GatewayClock clock) {
    return new CloudConfigs(
        changes,
        new ConfigTrust(config.gateway(), () -> authority(config, access), trusted),
        devices,
        new ConfigReports(recorder, clock, () -> devices.room().simulated()),
        clock.time());
  }

  /// The root of the cloud whose configurations are taken; null while none is known.
  private static @Nullable String authority(GatewayConfig config, Access access) {
    return switch (config.cloud()) {
      case Cloud.WithSecret secret -> secret.authority();
      case Cloud.WithCertificate _ ->
          access instanceof GatewayIdentity identity ? identity.authority() : null;
    };
  }
}
