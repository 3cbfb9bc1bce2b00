package org.khue.cloud.fleet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.PinHash;

/// The PIN of a gateway's own pages, on its way from the sticker to the gateway.
@ExtendWith(ActingAsSystem.class)
class StickerPinTest {
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.mqtt.tls.port", 0);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void theStickersPinReachesTheGatewayAsAHashAndIsKeptNowhere() throws Exception {
    Claims.Made made = cloud.bean(Claims.class).make("lab-pin", UNIT, Duration.ofHours(2));
    KeyPair keys = Forge.keys();
    String body = ClaimedGateway.claim(cloud, "lab-pin", made.code(), keys).body();
    assertFalse(body.contains(made.pin()));
    CertificateAnswer answer =
        ClaimedGateway.read(ClaimedGateway.claim(cloud, "lab-pin", made.code(), keys));
    String hash = String.valueOf(answer.pin());
    assertTrue(new PinHash(hash).matches(made.pin()), "the same answer again, with its PIN");
    ClaimedGateway gateway = new ClaimedGateway("lab-pin", keys, answer);
    assertNull(ClaimedGateway.read(gateway.renew(cloud, Forge.keys())).pin());
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM fleet.claim c WHERE c::text LIKE '%" + made.pin() + "%'"));
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM platform.audit a WHERE a::text LIKE '%" + made.pin() + "%'"));
  }
}
