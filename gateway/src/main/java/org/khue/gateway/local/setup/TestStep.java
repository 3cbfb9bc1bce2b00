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
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.LiveValues.Value;

/// The acceptance test: every device online, every point with a fresh plausible value, and what was
/// recorded with the cloud.
final class TestStep {
  /// More than this is no longer on its way, but stuck.
  private static final long LATE_SECONDS = 60;

  private final Frame frame;
  private final Surroundings around;

  /// Something that was looked at.
  ///
  /// @param what in the reader's language
  /// @param fault what is wrong with it; empty for nothing
  record Check(String what, String fault) {}

  TestStep(Frame frame, Surroundings around) {
    this.frame = frame;
    this.around = around;
  }

  void addTo(Router router) {
    router.get(SetupPages.PATH + "/test", Role.INSTALLER, this::show);
  }

  private Response show(Request request) {
    Texts texts = request.texts();
    List<Check> checks = checks(texts);
    boolean good = checks.stream().allMatch(check -> check.fault().isEmpty());
    Html html = new Html().raw("<div id=test data-live><p class=\"status ");
    html.raw(good ? "ok\">" : "attention\">").text(texts.get(good ? "test.good" : "test.bad"));
    html.raw("</p><table>");
    for (Check check : checks) {
      boolean fine = check.fault().isEmpty();
      html.raw("<tr><th scope=row>").text(check.what()).raw("</th><td>");
      html.text(fine ? "✓ " + texts.get("test.fine") : "✕ " + check.fault()).raw("</td></tr>");
    }
    html.raw("</table></div>");
    return frame.page(request, texts.get("setup.test"), html);
  }

  List<Check> checks(Texts texts) {
    List<Check> checks = new ArrayList<>();
    LocalStatus status = around.status().get();
    if (around.unclaimed()) {
      checks.add(new Check(texts.get("setup.claim"), texts.get("test.unclaimed")));
    }
    checks.add(
        new Check(
            texts.get("cloud"),
            !status.cloudConnected()
                ? texts.get("cloud.no")
                : status.oldestQueuedSeconds() > LATE_SECONDS
                    ? texts.get(
                        "queue.some", waiting(status), texts.ago(status.oldestQueuedSeconds()))
                    : ""));
    boolean right = status.clock() == ClockState.SYNCED;
    checks.add(new Check(texts.get("clock"), right ? "" : texts.get("clock." + status.clock())));
    List<RoomDevice> devices = around.book().room().devices();
    if (devices.isEmpty()) {
      checks.add(new Check(texts.get("devices"), texts.get("room.empty")));
    }
    devices.forEach(device -> device(checks, device, texts));
    return checks;
  }

  private static long waiting(LocalStatus status) {
    return status.queuedEvents() + status.queuedTelemetry();
  }

  private void device(List<Check> checks, RoomDevice device, Texts texts) {
    String name = texts.pick(device.name());
    DeviceState state =
        around.statuses().get().stream()
            .filter(each -> each.id().equals(device.id()))
            .findFirst()
            .map(each -> each.state())
            .orElse(DeviceState.CONFIGURED);
    checks.add(new Check(name, state == DeviceState.ONLINE ? "" : texts.get("state." + state)));
    for (PointSpec point : device.profile().points()) {
      Optional<Value> value = around.live().latest(device.id(), point.id());
      checks.add(
          new Check(
              name + " – " + texts.pick(point.name()),
              value.filter(Value::current).isPresent() ? "" : why(value, texts)));
    }
  }

  private static String why(Optional<Value> value, Texts texts) {
    String reason = value.map(Value::reason).orElse(null);
    return reason == null ? texts.get("ago.never") : texts.orElse("reason." + reason, reason);
  }
}
