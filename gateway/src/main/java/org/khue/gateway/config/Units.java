package org.khue.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;
import org.jspecify.annotations.Nullable;

/// Checks units against UCUM (unitsofmeasure.org), whose table the library `org.fhir:ucum` carries.
/// Upper and lower case matter: `K` is kelvin, `k` is kilo.
final class Units {
  /// What people write, in lower case, and what UCUM calls it.
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("°c", "Cel"),
          Map.entry("degc", "Cel"),
          Map.entry("celsius", "Cel"),
          Map.entry("°", "deg"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("[ppm]", "[ppm]"),
          Map.entry("ppb", "[ppb]"),
          Map.entry("ph", "[pH]"),
          Map.entry("kwh", "kW.h"),
          Map.entry("wh", "W.h"),
          Map.entry("va", "V.A"),
          Map.entry("lux", "lx"),
          Map.entry("µg/m³", "ug/m3"),
          Map.entry("µg/m3", "ug/m3"),
          Map.entry("µs/cm", "uS/cm"),
          Map.entry("m³", "m3"),
          Map.entry("ohm", "Ohm"),
          Map.entry("Ω", "Ohm"),
          Map.entry("rpm", "{rpm}/min"),
          Map.entry("sec", "s"),
          Map.entry("hour", "h"),
          Map.entry("hours", "h"),
          Map.entry("%rh", "%"),
          Map.entry("percent", "%"),
          Map.entry("db", "dB"),
          Map.entry("none", "1"),
          Map.entry("bool", "1"));

  /// Codes of everyday use. They need no look into the table, which takes a small board a while to
  /// read; a test holds them against it.
  static final List<String> COMMON =
      List.of(
          "V", "mV", "kV", "A", "mA", "W", "kW", "MW", "Hz", "kHz", "MHz", "GHz", "Cel", "K", "Pa",
          "kPa", "hPa", "bar", "lx", "lm", "cd", "N", "J", "kJ", "S", "F", "H", "Wb", "T", "Ohm",
          "kOhm", "s", "ms", "us", "min", "h", "d", "m", "mm", "cm", "km", "g", "mg", "kg", "L",
          "mL", "mol", "mmol", "rad", "deg", "m/s", "m/s2", "kW.h", "W.h", "V.A", "ug/m3", "mg/m3",
          "uS/cm", "mS/cm", "mg/L", "g/L", "mol/L", "L/min", "m3", "m3/h", "1/min", "%", "[ppm]",
          "1");

  private final Map<String, String> checked = new HashMap<>();
  private @Nullable UcumService ucum;

  /// What is wrong with a unit; empty if it is a UCUM code.
  String problem(String unit) {
    return checked.computeIfAbsent(unit, this::check);
  }

  private String check(String unit) {
    if (valid(unit)) {
      return "";
    }
    String lower = unit.toLowerCase(Locale.ROOT);
    String meant = USUAL.get(lower);
    if (meant == null) {
      meant = COMMON.stream().filter(code -> code.equalsIgnoreCase(unit)).findFirst().orElse(null);
    }
    return "'"
        + unit
        + "' is no UCUM unit"
        + (meant == null
            ? ": look it up at https://ucum.org, or write \"1\" for a plain number"
            : "; did you mean '" + meant + "'?");
  }

  private boolean valid(String unit) {
    return COMMON.contains(unit) || inTable(unit);
  }

  boolean inTable(String unit) {
    return service().validate(unit) == null;
  }

  private UcumService service() {
    UcumService service = ucum;
    if (service == null) {
      try (InputStream essence =
          UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
        if (essence == null) {
          throw new IllegalStateException("org.fhir:ucum came without ucum-essence.xml");
        }
        service = new UcumEssenceService(essence);
      } catch (UcumException e) {
        throw new IllegalStateException("the table of units could not be read", e);
      } catch (IOException e) {
        throw new UncheckedIOException("the table of units could not be read", e);
      }
      ucum = service;
    }
    return service;
  }
}
