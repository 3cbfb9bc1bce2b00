package org.khue.gateway.local.care;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes out of a text what may be a secret: the secrets that this gateway knows, wherever they
/// stand, and what looks like one. The log should hold none; this is for the line of a library that
/// nobody has thought of.
public final class Masking {
  /// What stands in the place of a secret.
  public static final String MASK = "•••";

  private static final int SHORTEST = 4;

  /// Keys, hashes of cards and fingerprints; passwords beside their name; user and password in an
  /// address; keys and certificates in PEM.
  private static final List<Pattern> SUSPECT =
      List.of(
          Pattern.compile("-----BEGIN[^-]*-----.*?(-----END[^-]*-----|$)", Pattern.DOTALL),
          Pattern.compile("(?<=://)[^\\s/@]+@"),
          Pattern.compile("\\b[0-9A-Fa-f]{32,}\\b"),
          Pattern.compile(
              "(?i)(?<=\\b(password|passwd|secret|token|pin|code|key) ?[=:] ?)[^\\s,;)}\\]]{4,}"));

  private final List<String> known;

  /// @param known the secrets themselves; those shorter than four characters are passed over, since
  ///   they would blacken half of the text
  public Masking(Set<String> known) {
    this.known =
        known.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  public String mask(String text) {
    String masked = text;
    for (String secret : known) {
      masked = masked.replace(secret, MASK);
    }
    for (Pattern suspect : SUSPECT) {
      masked = suspect.matcher(masked).replaceAll(MASK);
    }
    return masked;
  }
}
