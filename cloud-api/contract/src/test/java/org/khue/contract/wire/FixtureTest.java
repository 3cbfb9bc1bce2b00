package org.khue.contract.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.Command;
import org.khue.contract.ConfigMessage;
import org.khue.contract.GatewayState;

/// What version 1 wrote is read the same for ever.
class FixtureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "readings",
        "events",
        "inventory",
        "inventory-commands",
        "gap",
        "empty",
        "compressed",
        "later-version"
      })
  void batchesOfVersionOneAreReadAsTheyWereMeant(String name) throws IOException {
    Batch batch = BatchCodec.read(bytes(name + ".cbor"));
    assertEquals(Fixtures.JSON.readTree(bytes(name + ".json")), Fixtures.readable(batch));
  }

  @Test
  void theCompressedFixtureIsReallyCompressed() throws IOException {
    byte[] bytes = bytes("compressed.cbor");
    assertEquals(0x28, bytes[0]);
    assertTrue(bytes.length < 60 * 30);
    assertFalse(bytes("readings.cbor")[0] == 0x28);
  }

  @Test
  void messagesOfVersionOneAreReadAsTheyWereMeant() throws IOException {
    Map<String, Class<? extends Record>> types =
        Map.of(
            "ack", Ack.class,
            "ack-refused", Ack.class,
            "certificate", CertificateAnswer.class,
            "command", Command.class,
            "state", GatewayState.class);
    for (Map.Entry<String, Class<? extends Record>> type : types.entrySet()) {
      Record read = JsonCodec.read(bytes("message-" + type.getKey() + ".json"), type.getValue());
      assertEquals(Fixtures.messages().get(type.getKey()), read);
    }
    ConfigMessage config = JsonCodec.read(bytes("message-config.json"), ConfigMessage.class);
    assertEquals("room: {}\n", config.body());
    assertArrayEquals(new byte[] {1, 2, 3}, config.signature());
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = FixtureTest.class.getResourceAsStream("/fixtures/v1/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
