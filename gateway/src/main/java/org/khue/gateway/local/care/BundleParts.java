package org.khue.gateway.local.care;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.care.LogRing.Level;
import org.khue.gateway.pipeline.LastFaults;

/// What goes into a bundle. Each fact is named here: nothing is copied from a file as it stands.
final class BundleParts {
  private static final String ABOUT =
      """
      Diagnostics of a Khuê gateway.

      It holds no password, key, code or PIN, no card and nothing of a person. Settings that are not
      known to be harmless are masked (•••). Look through it before you send it on.
      """;

  private BundleParts() {}

  /// How a running gateway does.
  static void running(Bundle bundle, Facts now, LogRing ring) {
    LocalStatus status = now.status();
    bundle.text("README.txt", ABOUT);
    bundle.json("about.json", about(now));
    bundle.json("queues.json", now.queues().stream().map(BundleParts::queue).toList());
    bundle.json(
        "devices.json", status.devices().stream().map(device -> device(status, device)).toList());
    bundle.json("faults.json", now.faults().stream().map(BundleParts::fault).toList());
    bundle.text(
        "log.txt",
        ring.newest(Level.INFO).stream()
            .map(line ->
                "%s %s %s: %s%n"
                    .formatted(
                        Instant.ofEpochMilli(line.wallMillis()),
                        line.level(),
                        line.source(),
                        line.text()))
            .collect(Collectors.joining()));
  }

  /// How it is set up and what lies on its disk.
  static void configured(Bundle bundle, GatewayConfig config) throws IOException {
    bundle.json("configuration.json", Excerpts.of(config));
    bundle.json("room.json", Excerpts.of(config.room()));
    bundle.json("disk.json", Excerpts.disk(config.data()));
  }

  /// Of a gateway that does not run: what is known without it.
  static void stopped(Bundle bundle, String version, Instant now) {
    bundle.text("README.txt", ABOUT);
    bundle.json(
        "about.json",
        Map.of("version", version, "java", Runtime.version().toString(), "made", now.toString()));
    bundle.text(
        "log.txt",
        "Written by a command, not by the running gateway. The system keeps the log:"
            + " journalctl -u khue-gateway\n");
  }

  /// Where a configuration is wrong. Not what it says there: that might be a secret in the wrong
  /// place.
  static void wrong(Bundle bundle, List<ConfigProblem> problems) {
    bundle.json(
        "problems.json",
        problems.stream()
            .map(problem ->
                Map.<String, Object>of(
                    "file",
                    String.valueOf(Path.of(problem.file()).getFileName()),
                    "line",
                    problem.line(),
                    "path",
                    problem.path().matches("[a-z0-9/-]{0,100}") ? problem.path() : Masking.MASK))
            .toList());
  }

  private static Map<String, Object> about(Facts now) {
    LocalStatus status = now.status();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("gateway", status.gateway());
    about.put("version", status.version());
    about.put("built", now.built().toString());
    about.put("java", Runtime.version().toString());
    about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    about.put("configuration", now.configuration());
    about.put("boot", status.boot());
    about.put("uptimeSeconds", status.uptimeSeconds());
    about.put("clock", status.clock().name());
    about.put("clockSource", now.clockSource().name());
    about.put("cloud", now.way() == null ? "not connected" : now.way().name());
    about.put("uplinkFault", now.uplinkFault() == null ? "" : now.uplinkFault());
    about.put("journalFault", status.journalFault() == null ? "" : status.journalFault());
    about.put("journalBytes", now.space().journal());
    about.put("journalLimit", now.space().limit());
    about.put("diskFree", now.space().free());
    return about;
  }

  private static Map<String, Object> queue(Facts.Queue queue) {
    return Map.of(
        "stream",
        queue.stream().wireName(),
        "waiting",
        queue.waiting(),
        "oldestSeconds",
        queue.oldestSeconds(),
        "acknowledgedSecondsAgo",
        queue.acknowledgedSecondsAgo(),
        "bytes",
        queue.bytes(),
        "givenUp",
        queue.givenUp());
  }

  private static Map<String, Object> device(LocalStatus status, DeviceStatus device) {
    long seen =
        device.lastSeenMicros() < 0
            ? -1
            : Math.max(0, (status.nowMicros() - device.lastSeenMicros()) / 1_000_000);
    return Map.of(
        "id", device.id(),
        "state", device.state().name(),
        "reason", device.reason(),
        "message", device.message(),
        "lastSeenSecondsAgo", seen);
  }

  private static Map<String, Object> fault(LastFaults.Fault fault) {
    return Map.of(
        "wallMicros", fault.at().wallMicros(),
        "monotonicMicros", fault.at().monotonicMicros(),
        "boot", fault.at().boot(),
        "device", fault.device(),
        "kind", fault.kind(),
        "reason", fault.reason(),
        "message", fault.message());
  }
}
