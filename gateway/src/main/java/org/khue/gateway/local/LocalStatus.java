package org.khue.gateway.local;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;

/// All that the local site shows, at a moment.
///
/// @param room by language
/// @param oldestQueuedSeconds age of the oldest entry that the cloud has not; 0 if there is none
/// @param journalFault what is wrong with the disk and what to do; null when nothing is
/// @param nowMicros monotonic
public record LocalStatus(
    String gateway,
    Map<String, String> room,
    boolean simulated,
    String version,
    int boot,
    long uptimeSeconds,
    ClockState clock,
    long queuedEvents,
    long queuedTelemetry,
    long oldestQueuedSeconds,
    boolean cloudConnected,
    @Nullable String journalFault,
    long nowMicros,
    List<DeviceStatus> devices) {
  public LocalStatus {
    room = Map.copyOf(room);
    devices = List.copyOf(devices);
  }

  /// `ok`, `attention` when a device is not ONLINE, `fault` when entries cannot be kept.
  String status() {
    if (journalFault != null) {
      return "fault";
    }
    return devices.stream().allMatch(device -> device.state() == DeviceState.ONLINE)
        ? "ok"
        : "attention";
  }

  /// -1 if the device has not spoken in this boot.
  long lastSeenSecondsAgo(DeviceStatus device) {
    return device.lastSeenMicros() < 0
        ? -1
        : Math.max(0, (nowMicros - device.lastSeenMicros()) / 1_000_000);
  }
}
