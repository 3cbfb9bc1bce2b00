package org.khue.cloud.identity.internal.second;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238), as authenticator apps make them: HMAC-SHA-1, steps of
/// 30 s, six digits.
final class Totp {
  static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;

  /// So many steps early or late are taken, for clocks that differ.
  private static final int DRIFT = 1;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /// The code of a step.
  ///
  /// @param digits how many
  static String code(byte[] secret, long step, int digits) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      // Dynamic truncation: RFC 4226, section 5.3.
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return String.format(Locale.ROOT, "%0" + digits + "d", number % (long) Math.pow(10, digits));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /// The step whose code this is, near that time; empty for a wrong code.
  static OptionalLong stepOf(byte[] secret, String typed, Instant time) {
    String bare = typed.replaceAll("\\s", "");
    OptionalLong found = OptionalLong.empty();
    for (int drift = -DRIFT; drift <= DRIFT; drift++) {
      long step = step(time) + drift;
      if (MessageDigest.isEqual(
          code(secret, step, DIGITS).getBytes(java.nio.charset.StandardCharsets.UTF_8),
          bare.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// The secret as people type it into an app (RFC 4648, base 32 without padding).
  static String base32(byte[] secret) {
    StringBuilder text = new StringBuilder();
    long bits = 0;
    int held = 0;
    for (byte next : secret) {
      bits = bits << 8 | next & 0xff;
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(BASE32.charAt((int) (bits >> held & 31)));
      }
    }
    if (held > 0) {
      text.append(BASE32.charAt((int) (bits << (5 - held) & 31)));
    }
    return text.toString();
  }
}
