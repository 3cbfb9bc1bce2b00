package org.khue.cloud.equipment.register;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The code on an item's label: seven characters and a check character, of an alphabet in which no
/// Vietnamese input method (Telex, VNI) makes a diacritic of anything that a scanner or a person
/// types. Telex acts on a, d, e, o, w, s, f, r, x, j, z; VNI on digits after vowels and d.
///
/// The check character makes the sum of all values, weighted by powers of two, a multiple of 21.
/// Each weight and each difference of neighbouring weights is prime to 21, so every single wrong
/// character and every swap of two neighbours is noticed.
public final class LabelCode {
  /// Digits, and the letters that are left.
  static final String ALPHABET = "0123456789BCGHKLMNPQT";

  static final int LENGTH = 8;

  private LabelCode() {}

  /// A code by chance.
  static String random(RandomGenerator random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH - 1; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.append(check(code)).toString();
  }

  /// The code that was typed or scanned: blanks, hyphens and small letters are as good. Empty when
  /// it is none, or was mistyped.
  public static Optional<String> read(String typed) {
    String bare = typed.replaceAll("[\\s\u00ad\u2010-\u2015-]", "").toUpperCase(Locale.ROOT);
    boolean sound =
        bare.length() == LENGTH
            && bare.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
            && check(bare.substring(0, LENGTH - 1)) == bare.charAt(LENGTH - 1);
    return sound ? Optional.of(bare) : Optional.empty();
  }

  /// As people read it: in two groups.
  public static String shown(String code) {
    return code.substring(0, 4) + "-" + code.substring(4);
  }

  private static char check(CharSequence body) {
    int size = ALPHABET.length();
    int sum = 0;
    int weight = 1;
    for (int i = body.length() - 1; i >= 0; i--) {
      weight = weight * 2 % size;
      sum += weight * ALPHABET.indexOf(body.charAt(i));
    }
    return ALPHABET.charAt(Math.floorMod(-sum, size));
  }
}
