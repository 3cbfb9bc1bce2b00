package org.khue.gateway.device;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.khue.gateway.files.DurableFile;

/// Makes of a card's number a hash under a key that only this gateway has (HMAC-SHA-256): the same
/// card gives the same hash here, and nobody can find the number by trying all.
final class CardHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  private CardHash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// Reads the key, or makes one at the first start; only the gateway's user may read its file.
  static CardHash of(Path file) throws IOException {
    Optional<String> kept = DurableFile.read(file);
    if (kept.isPresent()) {
      try {
        byte[] key = HexFormat.of().parseHex(kept.get().strip());
        if (key.length == KEY_BYTES) {
          return new CardHash(key);
        }
      } catch (IllegalArgumentException e) {
        throw damaged(file, e);
      }
      throw damaged(file, null);
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    DurableFile.writeSecret(file, HexFormat.of().formatHex(key) + "\n");
    return new CardHash(key);
  }

  String hash(byte[] number) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(number));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static IOException damaged(
      Path file, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IOException(
        file
            + " is damaged: it must hold 64 hexadecimal digits. Restore it from a backup, or delete"
            + " it; then all cards must be registered anew",
        cause);
  }
}
