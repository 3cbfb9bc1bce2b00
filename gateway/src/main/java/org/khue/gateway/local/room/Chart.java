package org.khue.gateway.local.room;

import java.util.List;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.pipeline.LiveValues;
import org.khue.gateway.pipeline.LiveValues.Slot;

/// A small chart of the last fifteen minutes, with its sentence in words.
final class Chart {
  private static final int HEIGHT = 40;

  private Chart() {}

  static void add(Html html, List<Slot> slots, String unit, Texts texts) {
    if (slots.size() < 2) {
      return;
    }
    double low = slots.stream().mapToDouble(Slot::low).min().orElse(0);
    double high = slots.stream().mapToDouble(Slot::high).max().orElse(0);
    String words = texts.get("chart", shown(low, unit, texts), shown(high, unit, texts));
    html.raw("<svg class=chart role=img preserveAspectRatio=none viewBox=\"0 0 ");
    html.text(LiveValues.SLOTS).raw(" ").text(HEIGHT).raw("\"").attribute("aria-label", words);
    html.raw("><path fill=none stroke=currentColor stroke-width=1.5 stroke-linejoin=round");
    html.raw(" vector-effect=non-scaling-stroke d=\"").text(path(slots, low, high));
    html.raw("\"/></svg><p class=soft>").text(words).raw("</p>");
  }

  private static String path(List<Slot> slots, double low, double high) {
    StringBuilder path = new StringBuilder();
    int before = Integer.MAX_VALUE;
    for (Slot slot : slots) {
      int x = LiveValues.SLOTS - 1 - slot.slot();
      boolean gap = before - slot.slot() > 6;
      path.append(gap ? 'M' : 'L').append(x).append(' ').append(y(slot.low(), low, high));
      path.append('L').append(x).append(' ').append(y(slot.high(), low, high));
      before = slot.slot();
    }
    return path.toString();
  }

  private static long y(double value, double low, double high) {
    double part = high > low ? (value - low) / (high - low) : 0.5;
    return Math.round(2 + (HEIGHT - 4) * (1 - part));
  }

  /// From where to where a number may be.
  static String limits(double low, double high, String unit, Texts texts) {
    return texts.get("controls.limits", texts.number(low), shown(high, unit, texts));
  }

  static String shown(double value, String unit, Texts texts) {
    return texts.number(value) + (unit.isEmpty() ? "" : " " + unit);
  }
}
