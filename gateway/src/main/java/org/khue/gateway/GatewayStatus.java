package org.khue.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.khue.contract.ClockState;
import org.khue.contract.Stream;
import org.khue.gateway.clock.ClockWatch;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.care.Facts;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.uplink.Uplink;
import org.khue.gateway.uplink.UplinkStatus;

/// How a running gateway does, put together from its parts.
record GatewayStatus(
    GatewayConfig config,
    Build build,
    GatewayClock clock,
    ClockWatch watch,
    Journal journal,
    Uplink uplink,
    DeviceRuntime devices,
    RoomChanges changes,
    Recorder recorder) {

  /// What anybody may see.
  LocalStatus now() {
    long now = clock.time().monotonicMicros();
    Journal.Depth events = journal.depth(Stream.EVENTS);
    Journal.Depth telemetry = journal.depth(Stream.TELEMETRY);
    return new LocalStatus(
        config.gateway(),
        devices.room().name(),
        devices.room().simulated(),
        build.version(),
        clock.boot(),
        now / 1_000_000,
        clock.state(),
        events.waiting(),
        telemetry.waiting(),
        Math.max(0, Math.max(age(events.oldestWallMicros()), age(telemetry.oldestWallMicros()))),
        uplink.status().connected(),
        journal.health().fault(),
        now,
        devices.statuses());
  }

  /// What a technician sees.
  Facts facts() {
    UplinkStatus up = uplink.status();
    List<Facts.Queue> queues = Arrays.stream(Stream.values()).map(this::queue).toList();
    return new Facts(
        now(),
        queues,
        up.way(),
        up.fault(),
        new Facts.Space(
            queues.stream().mapToLong(Facts.Queue::bytes).sum(),
            JournalSettings.DEFAULTS.maxBytes(),
            free()),
        watch.source(),
        build.built(),
        changes.label(),
        recorder.faults().newest());
  }

  private Facts.Queue queue(Stream stream) {
    Journal.Depth depth = journal.depth(stream);
    return new Facts.Queue(
        stream,
        depth.waiting(),
        age(depth.oldestWallMicros()),
        age(uplink.lastAckWallMicros(stream)),
        depth.bytes(),
        depth.shed());
  }

  /// In seconds; -1 if there is no such moment or the clock cannot tell.
  private long age(long wallMicros) {
    boolean known = wallMicros > 0 && clock.state() != ClockState.UNSYNCED;
    return known ? Math.max(0, (clock.time().wallMicros() - wallMicros) / 1_000_000) : -1;
  }

  private long free() {
    try {
      return Files.getFileStore(config.data()).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }
}
