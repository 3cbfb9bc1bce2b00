package org.khue.cloud.fleet.identity;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/// A claim code such as `7K3QFD-X9M2TPRHW4`: a handle by which it is found, and a secret of 50
/// random bits. The alphabet leaves out what is easily misread (I, L, O, U).
///
/// @param handle six characters
/// @param secret ten characters
record ClaimCode(String handle, String secret) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int HANDLE = 6;
  private static final int SECRET = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ClaimCode random() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < HANDLE + SECRET; i++) {
      all.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new ClaimCode(all.substring(0, HANDLE), all.substring(HANDLE));
  }

  /// Reads what somebody typed: case, blanks and hyphens do not count, nor O for 0 or I and L for
  /// 1.
  static Optional<ClaimCode> of(String typed) {
    String code =
        typed
            .strip()
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean sound =
        code.length() == HANDLE + SECRET
            && code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    return sound
        ? Optional.of(new ClaimCode(code.substring(0, HANDLE), code.substring(HANDLE)))
        : Optional.empty();
  }

  String text() {
    return handle + "-" + secret;
  }

  /// Without the secret.
  @Override
  public String toString() {
    return handle + "-…";
  }
}
