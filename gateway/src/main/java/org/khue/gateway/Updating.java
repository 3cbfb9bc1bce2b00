package org.khue.gateway;

import java.nio.file.Path;
import org.khue.contract.ClockState;
import org.khue.contract.update.UpdateManifest;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.update.CacheLearner;
import org.khue.gateway.update.Health;
import org.khue.gateway.update.Release;
import org.khue.gateway.update.UpdateReports;
import org.khue.gateway.update.Updates;

/// What takes other versions of this program, where a launcher can start them.
final class Updating implements Updates.Outside {
  private final Gateway gateway;
  private final Runnable end;

  private Updating(Gateway gateway, Runnable end) {
    this.gateway = gateway;
    this.end = end;
  }

  /// @param end ends this process without waiting
  static void start(Gateway gateway, GatewayConfig config, Runnable end) {
    Release.of(System.getProperties())
        .ifPresent(release -> start(release, gateway, config.updates(), end));
  }

  private static void start(
      Release release, Gateway gateway, GatewayConfig.Updates config, Runnable end) {
    Updating outside = new Updating(gateway, end);
    Updates updates =
        Updates.of(
            release,
            config.keys(),
            config.settle(),
            config.patience(),
            new UpdateReports(
                gateway.recorder(), gateway.clock(), () -> gateway.localStatus().simulated()),
            outside::health,
            gateway.clock().time(),
            outside);
    gateway.add(updates);
    updates.start();
  }

  private Health health() {
    LocalStatus status = gateway.localStatus();
    String fault = status.journalFault();
    return new Health(
        status.devices().stream()
            .filter(device -> device.state() == DeviceState.ONLINE)
            .map(DeviceStatus::id)
            .toList(),
        status.devices().stream().map(DeviceStatus::id).toList(),
        status.cloudConnected(),
        fault == null ? "" : fault);
  }

  @Override
  public String version() {
    return gateway.localStatus().version();
  }

  /// A gateway whose clock is not set does not know whether it is time, and waits.
  @Override
  public boolean mayBegin(UpdateManifest manifest) {
    return manifest.notBeforeMillis() == 0
        || gateway.clock().state() != ClockState.UNSYNCED
            && gateway.clock().time().wallMicros() / 1_000 >= manifest.notBeforeMillis();
  }

  @Override
  public void learn(Path version) {
    CacheLearner.learn(version);
  }

  @Override
  public void restart() {
    end.run();
  }
}
