package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  static final List<String> EVERYDAY = Units.COMMON;
  private final Units units = new Units();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "W",
        "kW",
        "kW.h",
        "V",
        "mV",
        "A",
        "Hz",
        "MHz",
        "Cel",
        "%",
        "[ppm]",
        "lx",
        "hPa",
        "ug/m3",
        "uS/cm",
        "[pH]",
        "g",
        "h",
        "s",
        "deg",
        "dB",
        "V.A",
        "m/s2",
        "{rpm}/min"
      })
  void unitsOfClassroomsAndLabsAreKnown(String unit) {
    assertEquals("", units.problem(unit));
  }

  @ParameterizedTest
  @CsvSource({
    "KW, kW",
    "w, W",
    "v, V",
    "HZ, Hz",
    "°C, Cel",
    "celsius, Cel",
    "ppm, [ppm]",
    "kWh, kW.h",
    "KWH, kW.h",
    "LX, lx",
    "lux, lx",
    "%RH, %",
    "µg/m³, ug/m3",
    "ohm, Ohm"
  })
  void whatPeopleWriteIsAnsweredWithTheCode(String written, String code) {
    assertEquals(
        "'" + written + "' is no UCUM unit; did you mean '" + code + "'?", units.problem(written));
  }

  @ParameterizedTest
  @FieldSource("EVERYDAY")
  void theCodesOfEverydayUseAreInTheTable(String unit) {
    assertTrue(units.inTable(unit));
  }
}
