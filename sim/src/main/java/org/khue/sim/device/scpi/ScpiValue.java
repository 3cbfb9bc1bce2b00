package org.khue.sim.device.scpi;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parameters and answers in SCPI's forms.
final class ScpiValue {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:E[+-]?\\d+)?)\\s*(M?)([A-Z]*)");

  private ScpiValue() {}

  /// A number with or without its unit: `5`, `5.0V`, `500 mV`, `MIN`, `MAX`.
  ///
  /// @param unit the only unit allowed
  static double number(String parameter, String unit, double lowest, double highest)
      throws ScpiError {
    String text = parameter.toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      throw ScpiError.missingParameter();
    }
    if (text.equals("MIN") || text.equals("MINIMUM")) {
      return lowest;
    }
    if (text.equals("MAX") || text.equals("MAXIMUM")) {
      return highest;
    }
    Matcher number = NUMBER.matcher(text);
    if (!number.matches() || !(number.group(3).isEmpty() || number.group(3).equals(unit))) {
      throw ScpiError.illegalParameter();
    }
    double value = Double.parseDouble(number.group(1)) * (number.group(2).isEmpty() ? 1 : 1e-3);
    if (value < lowest || value > highest) {
      throw ScpiError.dataOutOfRange();
    }
    return value;
  }

  /// `ON`, `OFF`, `1`, `0`.
  static boolean bool(String parameter) throws ScpiError {
    return switch (parameter.toUpperCase(Locale.ROOT)) {
      case "ON", "1" -> true;
      case "OFF", "0" -> false;
      case "" -> throw ScpiError.missingParameter();
      default -> throw ScpiError.illegalParameter();
    };
  }

  /// NR2, such as `4.9987`.
  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /// NR3, such as `1.0003E+03`.
  static String exponent(double value) {
    return String.format(Locale.ROOT, "%.4E", value);
  }
}
