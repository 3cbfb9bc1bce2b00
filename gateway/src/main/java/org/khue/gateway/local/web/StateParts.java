package org.khue.gateway.local.web;

import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;

/// How a device does, as every page tells it: by word and shape, not by colour alone.
public final class StateParts {
  private StateParts() {}

  /// Its state.
  public static void state(Html html, DeviceStatus device, Texts texts) {
    html.raw("<p class=state><span aria-hidden=true>").raw(shape(device.state()));
    html.raw("</span> ").text(texts.get("state." + device.state())).raw("</p>");
  }

  /// Whether it is not well.
  public static boolean isFault(DeviceStatus device) {
    return device.state() == DeviceState.OFFLINE || device.state() == DeviceState.DEGRADED;
  }

  /// Why it is not well, and what to do; nothing if it is.
  public static void fault(Html html, DeviceStatus device, Texts texts) {
    if (!isFault(device)) {
      return;
    }
    html.element("p", texts.orElse("reason." + device.reason(), device.reason()));
    if (!device.next().isEmpty()) {
      html.raw("<p class=next>").text(texts.get("next")).raw(" ");
      html.text(texts.pick(device.next())).raw("</p>");
    }
    if (!device.message().isEmpty()) {
      html.raw("<details><summary>").text(texts.get("details"));
      html.raw("</summary><p lang=en>").text(device.message()).raw("</p></details>");
    }
  }

  private static String shape(DeviceState state) {
    return switch (state) {
      case ONLINE -> "●";
      case DEGRADED -> "◐";
      case OFFLINE, REMOVED -> "✕";
      case CONFIGURED, CONNECTING -> "…";
    };
  }
}
