package org.khue.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardHashTest {
  private static final byte[] CARD = {4, 1, 2, 3};

  @TempDir Path data;

  @Test
  void aCardHasTheSameHashAfterARestartAndAnotherOneElsewhere() throws Exception {
    Path key = data.resolve("card-key");
    String hash = CardHash.of(key).hash(CARD);
    assertTrue(hash.matches("[0-9a-f]{64}"));
    assertEquals(hash, CardHash.of(key).hash(CARD));
    assertNotEquals(hash, CardHash.of(data.resolve("other-key")).hash(CARD));
  }

  @Test
  void onlyTheGatewayMayReadTheKey() throws Exception {
    Path key = data.resolve("card-key");
    CardHash.of(key);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
  }

  @Test
  void aDamagedKeyIsNotReplacedSilently() throws Exception {
    Path key = data.resolve("card-key");
    Files.writeString(key, "0123");
    IOException refused = assertThrows(IOException.class, () -> CardHash.of(key));
    assertTrue(String.valueOf(refused.getMessage()).contains("64 hexadecimal digits"));
    assertEquals("0123", Files.readString(key));
  }

  /// `printf "Hi There" | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b…0b` (32 times 0b).
  @Test
  void theHashIsHmacSha256() throws Exception {
    Path key = data.resolve("card-key");
    Files.writeString(key, "0b".repeat(32));
    assertEquals(
        "198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7",
        CardHash.of(key).hash("Hi There".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }
}
