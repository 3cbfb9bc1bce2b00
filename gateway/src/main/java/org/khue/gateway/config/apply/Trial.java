package org.khue.gateway.config.apply;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.RoomDifference;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches whether the room does as well under a new configuration as it did before: each device
/// that was ONLINE and is still configured must be ONLINE again in time. One thread uses it.
final class Trial {
  /// So long the devices have to come back.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /// A configuration is good at the earliest after this: a device that is about to fail does so by
  /// then.
  static final Duration SETTLE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Trial.class);

  private final RoomChanges changes;
  private final DeviceRuntime devices;
  private final ConfigReports reports;
  private final TimeSource time;
  private final Duration patience;
  private long beganMicros;
  private boolean began;
  private @Nullable RoomDifference difference;

  Trial(
      RoomChanges changes,
      DeviceRuntime devices,
      ConfigReports reports,
      TimeSource time,
      Duration patience) {
    this.changes = changes;
    this.devices = devices;
    this.reports = reports;
    this.time = time;
    this.patience = patience;
  }

  /// The devices that are well now.
  List<String> well() {
    return devices.statuses().stream()
        .filter(device -> device.state() == DeviceState.ONLINE)
        .map(DeviceStatus::id)
        .toList();
  }

  /// A new configuration runs.
  void begin(RoomDifference done) {
    began = true;
    beganMicros = time.monotonicMicros();
    difference = done;
  }

  /// Ends the trial when it is time to.
  void look() {
    Version version = changes.state().kept().trial();
    if (version != null) {
      if (!began) {
        // A power cut came in between: the time begins anew.
        began = true;
        beganMicros = time.monotonicMicros();
      }
      judge(version, (time.monotonicMicros() - beganMicros) * 1_000);
    }
    reports.untold(changes);
  }

  private void judge(Version version, long elapsedNanos) {
    List<String> well = well();
    List<String> missing =
        changes.state().kept().expected().stream()
            .filter(device -> devices.room().device(device) != null && !well.contains(device))
            .toList();
    if (missing.isEmpty() && elapsedNanos >= SETTLE.toNanos()) {
      settle(version);
    } else if (elapsedNanos >= patience.toNanos()) {
      String why =
          "not back within "
              + patience.toSeconds()
              + " s, though well before: "
              + String.join(", ", missing);
      log.error("Version {} is given up: {}", version.number(), why);
      if (changes.giveUp("health", why) instanceof Applied.Done) {
        end();
      } else {
        // Neither the new nor the old room can be made to run as it should: try again later.
        log.error("The room before version {} cannot be taken up again yet", version.number());
        beganMicros = time.monotonicMicros();
      }
    }
  }

  private void settle(Version version) {
    try {
      changes.settle();
      reports.applied(version, difference);
      end();
    } catch (IOException e) {
      log.error("Version {} cannot be noted as good, check the disk: {}", version, e.toString());
    }
  }

  private void end() {
    began = false;
    difference = null;
  }
}
