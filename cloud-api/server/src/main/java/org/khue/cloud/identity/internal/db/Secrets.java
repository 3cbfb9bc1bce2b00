package org.khue.cloud.identity.internal.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/// Random secrets, and the hashes that the database keeps of them.
///
/// A plain SHA-256 is enough here, for these secrets are random and long; passwords are not, see
/// the password package.
public final class Secrets {
  /// Digits and letters that no Vietnamese input method turns into something else.
  private static final String ALPHABET = "0123456789BCGHKLMNPQT";

  private static final int ID_BYTES = 32;
  private static final int CODE_LENGTH = 16;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  public static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /// 256 random bits, as 43 characters of a URL.
  public static String id() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_BYTES));
  }

  /// A code that a person types, such as `04KT-9QM1-77BC-H2LN`: 70 random bits.
  public static String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  public static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The hash of a code that a person typed, tied to their account; hyphens, spaces and case do not
  /// matter.
  public static byte[] codeHash(UUID account, String typed) {
    return hash(account + " " + typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
  }
}
