package org.khue.sim.device.scpi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A header as manuals write it: `MEASure[:SCALar]:VOLTage[:DC]?`. Upper-case letters are the short
/// form, nodes in brackets may be left out (SCPI-99 volume 1, chapter 6).
record HeaderPattern(Pattern pattern) {
  private static final Pattern MNEMONIC = Pattern.compile("(\\*?[A-Z]+)([a-z]*)");

  static HeaderPattern of(String manual) {
    StringBuilder regex = new StringBuilder();
    Matcher mnemonic = MNEMONIC.matcher(manual);
    int at = 0;
    while (at < manual.length()) {
      if (mnemonic.find(at) && mnemonic.start() == at) {
        regex.append(Pattern.quote(mnemonic.group(1)));
        if (!mnemonic.group(2).isEmpty()) {
          regex.append("(?:").append(mnemonic.group(2)).append(")?");
        }
        at = mnemonic.end();
      } else {
        regex.append(
            switch (manual.charAt(at)) {
              case '[' -> "(?:";
              case ']' -> ")?";
              case '?' -> "\\?";
              default -> Pattern.quote(String.valueOf(manual.charAt(at)));
            });
        at++;
      }
    }
    return new HeaderPattern(Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE));
  }

  boolean matches(String header) {
    return pattern.matcher(header).matches();
  }
}
