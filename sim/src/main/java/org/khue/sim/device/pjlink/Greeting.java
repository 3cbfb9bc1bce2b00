package org.khue.sim.device.pjlink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.khue.sim.world.Noise;

/// The first line of a projector, and its password (PJLink Specifications 2.10, section 5): with a
/// password each connection gets a random number, and its first command must begin with MD5(number
/// + password). MD5 is what the specification asks for.
final class Greeting {
  private static final int DIGEST_CHARACTERS = 32;

  private final String password;
  private final Noise noise;
  private final AtomicLong visits = new AtomicLong();

  /// @param password empty for none
  Greeting(String password, Noise noise) {
    this.password = password;
    this.noise = noise;
  }

  Visit next() {
    long random = noise.bits(visits.getAndIncrement()) & 0xFFFFFFFFL;
    return password.isEmpty()
        ? new Visit("PJLINK 0", "")
        : new Visit(
            "PJLINK 1 " + HexFormat.of().toHexDigits(random, 8),
            digest(HexFormat.of().toHexDigits(random, 8) + password));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has MD5", e);
    }
  }

  /// One connection. Used by one thread.
  static final class Visit {
    private final String words;
    private String key;

    private Visit(String words, String key) {
      this.words = words;
      this.key = key;
    }

    /// The greeting.
    String words() {
      return words;
    }

    /// The command in a line; empty if the password is wrong.
    Optional<String> admit(String line) {
      boolean digestLeads =
          line.length() > DIGEST_CHARACTERS && line.charAt(DIGEST_CHARACTERS) == '%';
      if (!key.isEmpty()) {
        if (!digestLeads
            || !line.substring(0, DIGEST_CHARACTERS).toLowerCase(Locale.ROOT).equals(key)) {
          return Optional.empty();
        }
        key = "";
      }
      return Optional.of(digestLeads ? line.substring(DIGEST_CHARACTERS) : line);
    }
  }
}
