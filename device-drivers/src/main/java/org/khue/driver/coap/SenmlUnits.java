package org.khue.driver.coap;

import java.util.Map;

/// UCUM codes of the units that SenML spells in another way (RFC 8428, section 12.1; RFC 8798). All
/// others are the same in both.
final class SenmlUnits {
  private static final Map<String, String> UCUM =
      Map.ofEntries(
          Map.entry("%RH", "%"),
          Map.entry("%EL", "%"),
          Map.entry("/100", "%"),
          Map.entry("/1000", "[ppth]"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("/", "1"),
          Map.entry("count", "1"),
          Map.entry("beats", "1"),
          Map.entry("beat/min", "/min"),
          Map.entry("1/min", "/min"),
          Map.entry("1/s", "/s"),
          Map.entry("lat", "deg"),
          Map.entry("lon", "deg"),
          Map.entry("EL", "s"),
          Map.entry("l", "L"),
          Map.entry("l/s", "L/s"),
          Map.entry("pH", "[pH]"),
          Map.entry("dBW", "dB[W]"),
          Map.entry("dBm", "dB[mW]"),
          Map.entry("Bspl", "B[SPL]"),
          Map.entry("B", "By"),
          Map.entry("B/s", "By/s"),
          Map.entry("KiB", "KiBy"),
          Map.entry("GB", "GBy"),
          Map.entry("VA", "V.A"),
          Map.entry("kVA", "kV.A"),
          Map.entry("VAs", "V.A.s"),
          Map.entry("kVAh", "kV.A.h"),
          Map.entry("Ah", "A.h"),
          Map.entry("Wh", "W.h"),
          Map.entry("kWh", "kW.h"),
          Map.entry("Wh/km", "W.h/km"));

  private SenmlUnits() {}

  static String ucum(String senml) {
    return UCUM.getOrDefault(senml, senml);
  }
}
