package org.khue.driver.scpi;

import java.util.Locale;
import java.util.regex.Pattern;

/// A number as an instrument writes it: NR1 `12`, NR2 `-0.5`, NR3 `1.25E+03` (IEEE 488.2-1992,
/// sections 8.7.2 to 8.7.4), or a boolean. Three numbers stand for none (SCPI-99 volume 1, section
/// 7.2.1): 9.9E37 and -9.9E37 for infinities, 9.91E37 for "not a number".
sealed interface ScpiNumber {
  /// A number to use.
  record Plain(double value) implements ScpiNumber {}

  /// The instrument says that it has none.
  ///
  /// @param reason `overflow` or `not-a-number`
  record Unusable(String reason) implements ScpiNumber {}

  /// Not a number at all.
  record NoNumber() implements ScpiNumber {}

  /// The forms of IEEE 488.2, with the blank before the exponent that SCPI allows.
  Pattern FORM =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})(\\s?E[+-]?\\d{1,4})?");

  double INFINITY = 9.9e37;
  double NOT_A_NUMBER = 9.91e37;

  static ScpiNumber parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    if (FORM.matcher(upper).matches()) {
      return meaning(Double.parseDouble(upper.replace(" ", "")));
    }
    return switch (upper) {
      case "ON" -> new Plain(1);
      case "OFF" -> new Plain(0);
      case "INF", "+INF", "-INF", "NINF", "INFINITY" -> new Unusable("overflow");
      case "NAN", "+NAN", "-NAN" -> new Unusable("not-a-number");
      default -> new NoNumber();
    };
  }

  private static ScpiNumber meaning(double value) {
    if (Math.abs(value - NOT_A_NUMBER) < 1e33) {
      return new Unusable("not-a-number");
    }
    return Math.abs(value) >= INFINITY * 0.9999 ? new Unusable("overflow") : new Plain(value);
  }
}
