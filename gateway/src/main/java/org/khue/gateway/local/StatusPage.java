package org.khue.gateway.local;

import java.util.function.Supplier;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.StateParts;
import org.khue.gateway.local.web.Texts;

/// What anybody in the room may see: how the gateway and its devices do, and what to do next. No
/// values, nothing of persons. States are told by word and shape, not by colour alone.
final class StatusPage {
  private final Frame frame;
  private final Supplier<LocalStatus> status;

  StatusPage(Frame frame, Supplier<LocalStatus> status) {
    this.frame = frame;
    this.status = status;
  }

  void addTo(Router router) {
    router.get("/", Role.ANYBODY, this::page);
    frame.way("/", "status", Role.ANYBODY);
  }

  private Response page(Request request) {
    Texts texts = request.texts();
    LocalStatus now = status.get();
    Html html = new Html().raw("<div id=status data-live>");
    summary(html, now, texts);
    html.element("h2", texts.get("devices")).raw("<ul class=devices>");
    for (DeviceStatus device : now.devices()) {
      device(html, now, device, texts);
    }
    html.raw("</ul></div>");
    return frame.page(request, texts.pick(now.room()), html);
  }

  private static void summary(Html html, LocalStatus status, Texts texts) {
    html.raw("<p class=\"status ").raw(status.status()).raw("\">");
    html.text(texts.get("status." + status.status())).raw("</p>");
    if (status.journalFault() != null) {
      html.element("p", status.journalFault());
    }
    html.raw("<dl>");
    html.row(texts.get("cloud"), texts.get(status.cloudConnected() ? "cloud.yes" : "cloud.no"));
    long queued = status.queuedEvents() + status.queuedTelemetry();
    html.row(
        texts.get("queue"),
        queued == 0
            ? texts.get("queue.empty")
            : texts.get("queue.some", queued, texts.ago(status.oldestQueuedSeconds())));
    html.row(texts.get("clock"), texts.get("clock." + status.clock()));
    html.row(texts.get("since"), texts.ago(status.uptimeSeconds()));
    html.row(texts.get("version"), status.version()).raw("</dl>");
  }

  private static void device(Html html, LocalStatus status, DeviceStatus device, Texts texts) {
    html.raw("<li class=").raw(device.state().name()).raw(">");
    html.element("h3", texts.pick(device.name()));
    StateParts.state(html, device, texts);
    html.element("p", texts.get("seen", texts.ago(status.lastSeenSecondsAgo(device))));
    StateParts.fault(html, device, texts);
    html.raw("</li>");
  }
}
