package org.khue.cloud.identity.internal.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.khue.cloud.identity.internal.db.Secrets;

/// Argon2id (RFC 9106) with its parameters in each hash, as
/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, so that they can be raised and old hashes still
/// hold.
///
/// @param memoryKib memory of one computation
/// @param passes over the memory
/// @param lanes that could run at once
record Argon2(int memoryKib, int passes, int lanes) {
  /// What OWASP's password storage cheat sheet names as the least (2025).
  static final Argon2 CURRENT = new Argon2(19_456, 2, 1);

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");

  String hash(String password) {
    byte[] salt = Secrets.bytes(SALT_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return prefix()
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(compute(password, salt, HASH_BYTES));
  }

  /// Whether the password is the one of that hash, whatever its parameters.
  static boolean matches(String password, String hash) {
    Matcher parts = FORM.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalStateException("a password hash in the database has an unknown form");
    }
    Argon2 then =
        new Argon2(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(expected, then.compute(password, salt, expected.length));
  }

  /// Whether the hash was made with other parameters than these.
  boolean differsFrom(String hash) {
    return !hash.startsWith(prefix());
  }

  private String prefix() {
    return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$";
  }

  private byte[] compute(String password, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] out = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
    return out;
  }
}
