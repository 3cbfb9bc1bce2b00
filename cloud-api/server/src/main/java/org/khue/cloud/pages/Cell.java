package org.khue.cloud.pages;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.contract.Inventory;
import org.khue.contract.Quality;
import org.khue.web.i18n.Text;
import org.khue.web.i18n.Units;

/// The newest value of a point as a page shows it.
///
/// @param event the name of the live event that brings its next value
/// @param shown the value, or the state's word; a dash when there is none
/// @param unit as people read it; empty for none
/// @param number the value for charts; empty when there is none
/// @param at when it was measured; null when nothing ever came
/// @param stale whether it is too old to be called current
/// @param doubt why it cannot be fully trusted; empty when it can
public record Cell(
    String event,
    String name,
    String href,
    String shown,
    String unit,
    String number,
    @Nullable Instant at,
    long staleAfterSeconds,
    boolean stale,
    String doubt) {

  private static final String NOTHING = "—";

  static String event(String gateway, String device, String point) {
    return "v." + gateway + "." + device + "." + point;
  }

  static String href(String gateway, String device) {
    return "/rooms/" + gateway + "/devices/" + device;
  }

  static Cell of(Text text, Device device, Inventory.Point point, Optional<LiveValue> newest) {
    String event = event(device.gateway(), device.id(), point.id());
    String name = text.name(point.name(), point.id());
    String href = href(device.gateway(), device.id());
    LiveValue live = newest.orElse(null);
    if (live == null) {
      return new Cell(event, name, href, NOTHING, "", "", null, 0, false, text.t("value.never"));
    }
    boolean has = Double.isFinite(live.value());
    String stateName = has ? point.states().get(String.valueOf(Math.round(live.value()))) : null;
    String shown =
        !has
            ? NOTHING
            : stateName != null ? Words.state(text, stateName) : text.value(live.value());
    long staleAfter = Math.max(1, point.silentAfterSeconds());
    return new Cell(
        event,
        name,
        href,
        shown,
        has && stateName == null ? Units.shown(live.unit()) : "",
        has ? String.valueOf(live.value()) : "",
        live.at(),
        staleAfter,
        text.now().isAfter(live.at().plusSeconds(staleAfter)),
        doubt(text, live));
  }

  /// The same with another name, such as the device's where the point's alone says too little.
  Cell named(String other) {
    return new Cell(event, other, href, shown, unit, number, at, staleAfterSeconds, stale, doubt);
  }

  private static String doubt(Text text, LiveValue live) {
    String reason = live.reason() == null ? "" : Words.reason(text, live.reason());
    if (live.quality() == Quality.GOOD) {
      return "";
    }
    String word = text.t(live.quality() == Quality.BAD ? "value.bad" : "value.uncertain");
    return reason.isEmpty() ? word : word + ": " + reason;
  }
}
