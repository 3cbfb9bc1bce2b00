package org.khue.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.khue.driver.DriverFactory;

/// Reads a gateway's configuration: `gateway.yaml`, the room file and the profiles that it names.
public final class ConfigLoader {
  private final Map<String, DriverFactory> drivers;

  /// @param drivers by id, as [java.util.ServiceLoader] finds them
  public ConfigLoader(Map<String, DriverFactory> drivers) {
    this.drivers = Map.copyOf(drivers);
  }

  /// Reads everything that `gateway.yaml` names.
  public Loaded<GatewayConfig> load(Path gatewayFile) {
    return new Loaded.Wrong<>(
        List.of(
            new ConfigProblem(
                gatewayFile.toString(), 0, "", "not read: " + drivers.size() + " drivers known")));
  }
}
