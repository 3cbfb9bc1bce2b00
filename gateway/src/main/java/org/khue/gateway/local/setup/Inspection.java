package org.khue.gateway.local.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.contract.ClockState;
import org.khue.driver.PointSpec;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.setup.SetupPages.Surroundings;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.LiveValues.Value;
import org.khue.gateway.report.Report.Line;
import org.khue.gateway.report.Report.Result;
import org.khue.web.i18n.Units;

/// What can be told of the room by looking: every device online, every point with a fresh plausible
/// value, the clock, and what was recorded with the cloud.
final class Inspection {
  /// More than this is no longer on its way, but stuck.
  private static final long LATE_SECONDS = 60;

  private final Surroundings around;

  Inspection(Surroundings around) {
    this.around = around;
  }

  List<Line> lines(Texts texts) {
    List<Line> lines = new ArrayList<>();
    LocalStatus status = around.status().get();
    if (around.unclaimed()) {
      lines.add(line(texts.get("setup.claim"), "", texts.get("test.unclaimed")));
    }
    lines.add(cloud(status, texts));
    boolean right = status.clock() == ClockState.SYNCED;
    lines.add(line(texts.get("clock"), "", right ? "" : texts.get("clock." + status.clock())));
    List<RoomDevice> devices = around.book().room().devices();
    if (devices.isEmpty()) {
      lines.add(line(texts.get("devices"), "", texts.get("room.empty")));
    }
    devices.forEach(device -> device(lines, device, texts));
    return lines;
  }

  private static Line cloud(LocalStatus status, Texts texts) {
    String what = texts.get("cloud");
    if (!status.cloudConnected()) {
      return line(what, "", texts.get("cloud.no"));
    }
    long waiting = status.queuedEvents() + status.queuedTelemetry();
    return line(
        what,
        texts.get("cloud.yes"),
        status.oldestQueuedSeconds() <= LATE_SECONDS
            ? ""
            : texts.get("queue.some", waiting, texts.ago(status.oldestQueuedSeconds())));
  }

  private void device(List<Line> lines, RoomDevice device, Texts texts) {
    String name = texts.pick(device.name());
    DeviceState state =
        around.statuses().get().stream()
            .filter(each -> each.id().equals(device.id()))
            .findFirst()
            .map(each -> each.state())
            .orElse(DeviceState.CONFIGURED);
    String told = texts.get("state." + state);
    lines.add(
        state == DeviceState.ONLINE
            ? line(name + " (" + device.id() + ")", told, "")
            : line(name + " (" + device.id() + ")", "", told));
    for (PointSpec point : device.profile().points()) {
      String what = name + " – " + texts.pick(point.name());
      Optional<Value> value = around.live().latest(device.id(), point.id());
      lines.add(
          value
              .filter(Value::current)
              .map(each -> line(what, shown(point, each, texts), ""))
              .orElseGet(() -> line(what, "", why(value, texts))));
    }
  }

  private static String shown(PointSpec point, Value value, Texts texts) {
    String state = value.state();
    if (state != null) {
      return texts.orElse("value." + state, state);
    }
    return (texts.number(value.value()) + " " + Units.shown(point.unit())).strip();
  }

  private static String why(Optional<Value> value, Texts texts) {
    String reason = value.map(Value::reason).orElse(null);
    return reason == null ? texts.get("ago.never") : texts.orElse("reason." + reason, reason);
  }

  private static Line line(String what, String value, String fault) {
    return new Line(what, value, fault.isEmpty() ? Result.PASSED : Result.FAILED, fault);
  }
}
