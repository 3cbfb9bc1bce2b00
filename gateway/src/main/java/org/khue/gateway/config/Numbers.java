package org.khue.gateway.config;

import java.math.BigDecimal;

/// Numbers as a person writes them.
final class Numbers {
  private Numbers() {}

  /// Without an exponent or trailing zeros: 15000, 0.05.
  static String write(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
