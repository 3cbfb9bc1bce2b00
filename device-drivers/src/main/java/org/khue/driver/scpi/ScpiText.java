package org.khue.driver.scpi;

/// Words of an instrument.
final class ScpiText {
  private static final int SHOWN = 60;

  private ScpiText() {}

  /// Without the quotes of string response data, in which a quote is doubled (IEEE 488.2-1992,
  /// section 8.7.8).
  static String unquoted(String text) {
    String plain = text.strip();
    for (String quote : new String[] {"\"", "'"}) {
      if (plain.length() >= 2 && plain.startsWith(quote) && plain.endsWith(quote)) {
        return plain.substring(1, plain.length() - 1).replace(quote + quote, quote);
      }
    }
    return plain;
  }

  /// For messages.
  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
