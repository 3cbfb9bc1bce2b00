package org.khue.cloud.people.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.khue.cloud.people.IdentifierScheme;

/// How each scheme's numbers look.
public final class IdentifierRules {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s.\\-:]");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,20}");
  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{6,12}");
  private static final Pattern HEALTH = Pattern.compile("\\d{10}|[A-Z]{2}\\d{13}");
  private static final Pattern CARD = Pattern.compile("[0-9A-F]{8,20}");

  private IdentifierRules() {}

  /// The number as it is kept: without separators, letters large; empty when it is none of the
  /// scheme.
  public static Optional<String> tidy(IdentifierScheme scheme, String text) {
    String number = SEPARATORS.matcher(Names.tidy(text)).replaceAll("").toUpperCase(Locale.ROOT);
    return switch (scheme) {
      case NATIONAL -> PersonalNumber.parse(number).map(PersonalNumber::digits);
      case STUDENT, STAFF -> matching(CODE, number);
      case PASSPORT -> matching(PASSPORT, number);
      case HEALTH_INSURANCE -> matching(HEALTH, number);
      case CARD -> matching(CARD, number);
    };
  }

  /// What a number of the scheme looks like.
  public static String form(IdentifierScheme scheme) {
    return switch (scheme) {
      case NATIONAL -> "must have 12 digits";
      case STUDENT, STAFF -> "must have 3 to 20 letters and digits";
      case PASSPORT -> "must have 6 to 12 letters and digits";
      case HEALTH_INSURANCE -> "must have 10 digits, or two letters and 13 digits";
      case CARD -> "must have 8 to 20 hexadecimal digits, as the reader shows them";
    };
  }

  /// All but the last three characters hidden.
  static String masked(String number) {
    int shown = Math.min(3, number.length() / 3);
    return "•".repeat(number.length() - shown) + number.substring(number.length() - shown);
  }

  private static Optional<String> matching(Pattern form, String number) {
    return form.matcher(number).matches() ? Optional.of(number) : Optional.empty();
  }
}
