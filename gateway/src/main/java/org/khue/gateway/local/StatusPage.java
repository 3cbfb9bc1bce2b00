package org.khue.gateway.local;

import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;

/// The page of the gateway's state, readable on a phone. States are told by word and shape, not by
/// colour alone.
final class StatusPage {
  private StatusPage() {}

  static String render(LocalStatus status, Texts texts) {
    StringBuilder html = new StringBuilder(4_096);
    head(html, status, texts);
    summary(html, status, texts);
    html.append("<h2>").append(escape(texts.get("devices"))).append("</h2><ul class=devices>");
    for (DeviceStatus device : status.devices()) {
      device(html, status, device, texts);
    }
    html.append("</ul></main></html>\n");
    return html.toString();
  }

  private static void head(StringBuilder html, LocalStatus status, Texts texts) {
    String room = escape(texts.pick(status.room()));
    String other = texts.language().equals("vi") ? "en" : "vi";
    html.append("<!doctype html><html lang=").append(texts.language());
    html.append("><meta charset=utf-8>");
    html.append("<meta name=viewport content=\"width=device-width,initial-scale=1\">");
    html.append("<title>").append(room).append(" – Khuê</title>");
    html.append("<link rel=stylesheet href=/style.css><main><header><h1>").append(room);
    html.append("</h1><p>").append(escape(status.gateway()));
    if (status.simulated()) {
      html.append(" <strong class=tag>").append(escape(texts.get("simulated")));
      html.append("</strong>");
    }
    html.append("</p><nav><a href=\"/?lang=").append(texts.language()).append("\">");
    html.append(escape(texts.get("refresh"))).append("</a> <a hreflang=").append(other);
    html.append(" lang=").append(other).append(" href=\"/?lang=").append(other).append("\">");
    html.append(escape(texts.get("other-language"))).append("</a></nav></header>");
  }

  private static void summary(StringBuilder html, LocalStatus status, Texts texts) {
    html.append("<p class=\"status ").append(status.status()).append("\">");
    html.append(escape(texts.get("status." + status.status()))).append("</p>");
    if (status.journalFault() != null) {
      html.append("<p>").append(escape(status.journalFault())).append("</p>");
    }
    html.append("<dl>");
    row(html, texts.get("cloud"), texts.get(status.cloudConnected() ? "cloud.yes" : "cloud.no"));
    long queued = status.queuedEvents() + status.queuedTelemetry();
    row(
        html,
        texts.get("queue"),
        queued == 0
            ? texts.get("queue.empty")
            : texts.get("queue.some", queued, texts.ago(status.oldestQueuedSeconds())));
    row(html, texts.get("clock"), texts.get("clock." + status.clock()));
    row(html, texts.get("since"), texts.ago(status.uptimeSeconds()));
    row(html, texts.get("version"), status.version());
    html.append("</dl>");
  }

  private static void row(StringBuilder html, String term, String text) {
    html.append("<div><dt>").append(escape(term)).append("</dt><dd>").append(escape(text));
    html.append("</dd></div>");
  }

  private static void device(
      StringBuilder html, LocalStatus status, DeviceStatus device, Texts texts) {
    String state = device.state().name();
    html.append("<li class=").append(state).append("><h3>");
    html.append(escape(texts.pick(device.name()))).append("</h3><p class=state>");
    html.append("<span aria-hidden=true>").append(shape(device.state())).append("</span> ");
    html.append(escape(texts.get("state." + state))).append("</p><p>");
    html.append(escape(texts.get("seen", texts.ago(status.lastSeenSecondsAgo(device)))));
    html.append("</p>");
    if (device.state() == DeviceState.OFFLINE || device.state() == DeviceState.DEGRADED) {
      html.append("<p>");
      html.append(escape(texts.orElse("reason." + device.reason(), device.reason())));
      html.append("</p>");
      if (!device.next().isEmpty()) {
        html.append("<p class=next>").append(escape(texts.get("next"))).append(' ');
        html.append(escape(texts.pick(device.next()))).append("</p>");
      }
      if (!device.message().isEmpty()) {
        html.append("<details><summary>").append(escape(texts.get("details")));
        html.append("</summary><p lang=en>").append(escape(device.message()));
        html.append("</p></details>");
      }
    }
    html.append("</li>");
  }

  private static String shape(DeviceState state) {
    return switch (state) {
      case ONLINE -> "●";
      case DEGRADED -> "◐";
      case OFFLINE, REMOVED -> "✕";
      case CONFIGURED, CONNECTING -> "…";
    };
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
