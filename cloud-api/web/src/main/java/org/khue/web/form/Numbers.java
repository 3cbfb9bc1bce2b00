package org.khue.web.form;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as people write them. A comma or a point may be either sign in Vietnam, where
/// spreadsheets of both settings are about, so the writing itself decides: the last sign of the
/// two, or one that stands once and not before exactly three digits, divides off the decimals;
/// others group.
final class Numbers {
  private static final Pattern PLAIN = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
  private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}([.,]\\d{3})+([.,]\\d+)?");

  private Numbers() {}

  static Optional<BigDecimal> parse(String written) {
    String bare = written.replaceAll("[\\s\u00a0\u202f]", "").replace('−', '-');
    int comma = bare.lastIndexOf(',');
    int point = bare.lastIndexOf('.');
    String plain;
    if (comma >= 0 && point >= 0) {
      boolean commaIsLast = comma > point;
      char group = commaIsLast ? '.' : ',';
      if (!GROUPED.matcher(bare).matches()) {
        return Optional.empty();
      }
      plain = bare.replace(String.valueOf(group), "").replace(',', '.');
    } else {
      char sign = comma >= 0 ? ',' : '.';
      long signs = bare.chars().filter(c -> c == sign).count();
      boolean groups =
          signs > 0
              && GROUPED.matcher(bare).matches()
              && bare.length() - Math.max(comma, point) == 4
              && !bare.startsWith("0")
              && !bare.startsWith("-0");
      plain = groups ? bare.replace(String.valueOf(sign), "") : bare.replace(',', '.');
    }
    return PLAIN.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
  }

  /// A number for a field, so that [#parse] reads the same back in either language.
  static String written(FormSpec form, String field, Number number) {
    if (!(form.field(field).kind() instanceof Kind.Amount)) {
      throw new IllegalArgumentException(field + " is no number");
    }
    String plain = new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    // 1.234 would be read as a grouped 1234; a fourth decimal makes it plain.
    return plain.matches("-?[1-9]\\d{0,2}\\.\\d{3}") ? plain + "0" : plain;
  }
}
