package org.khue.contract;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The PIN of a gateway's local site: eight digits, which the cloud makes and prints on the
/// sticker, and the salted slow hash of it, which is all that a gateway gets (PBKDF2, RFC 8018,
/// with HMAC-SHA-256).
///
/// @param text `pbkdf2-sha256$<rounds>$<salt>$<hash>`, the last two in Base64
public record PinHash(String text) {
  /// What a PIN looks like.
  public static final String DIGITS = "[0-9]{8}";

  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha256\\$([0-9]{5,7})\\$([A-Za-z0-9+/=]{24})\\$([A-Za-z0-9+/=]{44})");
  private static final int ROUNDS = 200_000;

  /// More would let whoever wrote the hash keep the gateway busy.
  private static final int MOST_ROUNDS = 2_000_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  /// @throws IllegalArgumentException for another text
  public PinHash {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(1)) > MOST_ROUNDS) {
      throw new IllegalArgumentException("not the hash of a PIN");
    }
    Base64.getDecoder().decode(form.group(2));
    Base64.getDecoder().decode(form.group(3));
  }

  /// A random PIN.
  public static String random() {
    return "%08d".formatted(new SecureRandom().nextInt(100_000_000));
  }

  public static PinHash of(String pin) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return new PinHash(
        "pbkdf2-sha256$"
            + ROUNDS
            + "$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(derived(pin, salt, ROUNDS)));
  }

  /// Takes a tenth of a second or more, by design.
  public boolean matches(String pin) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalStateException("was checked when it was made");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] tried = derived(pin, base64.decode(form.group(2)), Integer.parseInt(form.group(1)));
    return MessageDigest.isEqual(tried, base64.decode(form.group(3)));
  }

  private static byte[] derived(String pin, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(pin.toCharArray(), salt, rounds, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    } finally {
      spec.clearPassword();
    }
  }

  /// Without the hash.
  @Override
  public String toString() {
    return "PinHash";
  }
}
