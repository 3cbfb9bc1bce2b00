package org.khue.cloud.identity.internal.second;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 6238, appendix B, the lines of SHA-1.
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void theCodesAreThoseOfTheStandard(long second, String code) {
    assertEquals(code, Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8));
  }

  @Test
  void aClockMayBeHalfAMinuteOffAndNoMore() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);
    for (long drift = -3; drift <= 3; drift++) {
      boolean taken = Totp.stepOf(SECRET, Totp.code(SECRET, step + drift, 6), now).isPresent();
      assertEquals(Math.abs(drift) <= 1, taken, "drift " + drift);
    }
  }

  @Test
  void whatIsNoCodeIsNotTaken() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    for (String typed : new String[] {"", "12345", "abcdef", "1234567", "０５０４７１"}) {
      assertTrue(Totp.stepOf(SECRET, typed, now).isEmpty(), typed);
    }
  }

  /// RFC 4648, section 10, without the padding.
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void secretsAreWrittenInBase32(String plain, String encoded) {
    assertEquals(encoded, Totp.base32(plain.getBytes(StandardCharsets.US_ASCII)));
  }
}
