package org.khue.web.i18n;

import java.util.Map;

/// UCUM codes (The Unified Code for Units of Measure, case-sensitive form) as people read them.
public final class Units {
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("1", ""),
          Map.entry("Cel", "°C"),
          Map.entry("[ppm]", "ppm"),
          Map.entry("kW.h", "kWh"),
          Map.entry("W.h", "Wh"),
          Map.entry("ug/m3", "µg/m³"),
          Map.entry("[pH]", "pH"),
          Map.entry("uS/cm", "µS/cm"),
          Map.entry("deg", "°"),
          Map.entry("Ohm", "Ω"),
          Map.entry("us", "µs"),
          Map.entry("m/s2", "m/s²"),
          Map.entry("dB[SPL]", "dB"));

  private Units() {}

  /// The unit beside a value; empty for a pure number. A code without an entry (W, V, A, Hz, lx, %)
  /// is shown as it is.
  public static String shown(String ucum) {
    return SHOWN.getOrDefault(ucum, ucum);
  }
}
