package org.khue.gateway.config.apply;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ConfigMessage;
import org.khue.contract.EventKind;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.identity.ConfigTrust;
import org.khue.gateway.identity.ConfigTrust.Verdict;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.testing.ConfigSigner;
import org.khue.gateway.testing.ManualTime;

/// Tampered, older, replayed and misdirected configurations: every one refused, counted. Prints one
/// line of JSON. `-Dkhue.tamperings=N` and `-Dkhue.seed=S` choose how many and which.
class ConfigTamperingTest {
  private static final String GATEWAY = "gw-1";
  private static final String RUNS = LiveRoom.text("meter:good");
  private static final String OTHER = LiveRoom.text("meter:good", "plug:odd");
  private static final long VERSION = 40;

  @TempDir Path directory;
  private final int tamperings = Integer.getInteger("khue.tamperings", 600);
  private final long seed = Long.getLong("khue.seed", 2026);
  private final ConfigSigner cloud = new ConfigSigner();
  private final ConfigSigner stranger = new ConfigSigner();

  @Test
  void everyTamperedOrOlderConfigurationIsRefused() throws Exception {
    ConfigTrust trust =
        new ConfigTrust(
            GATEWAY, cloud::fingerprint, new TrustedTime(new SystemTime(), Instant.EPOCH));
    int passed = passed(directory.resolve("real"), trust::judge, tamperings);
    int planted = passed(directory.resolve("planted"), any -> new Verdict.Believed(0), 100);
    System.out.printf(
        "{\"tamperings\":%d,\"refused\":%d,\"passed\":%d,\"plantedFaultCaught\":%b,\"seed\":%d}%n",
        tamperings, tamperings - passed, passed, planted > 0, seed);
    assertTrue(planted > 0, "a gateway that checks no signature must be found out");
    assertEquals(0, passed);
  }

  /// How many of them changed what runs, or were not reported.
  private int passed(Path folder, Function<ConfigMessage, Verdict> judge, int count)
      throws Exception {
    Random random = new Random(seed);
    ManualTime time = new ManualTime();
    try (LiveRoom room = new LiveRoom(folder, "lamp:good");
        CloudConfigs configs =
            new CloudConfigs(
                room.changes,
                judge,
                room.devices,
                new ConfigReports(room.recorder, room.clock, () -> false),
                time,
                Trial.PATIENCE)) {
      take(configs, cloud.sign(GATEWAY, VERSION, RUNS));
      await().until(() -> room.isOnline("meter"));
      time.advance(Duration.ofSeconds(6));
      configs.look();
      assertEquals(Long.toString(VERSION), room.changes.label(), "a good one is taken");
      int passed = 0;
      for (int i = 0; i < count; i++) {
        int refused = room.events(EventKind.CONFIG_REFUSED).size();
        take(configs, tampered(random));
        boolean same = room.changes.text().equals(RUNS);
        if (!same || room.events(EventKind.CONFIG_REFUSED).size() != refused + 1) {
          passed++;
        }
        if (!same) {
          break;
        }
      }
      return passed;
    }
  }

  private ConfigMessage tampered(Random random) {
    long later = VERSION + 1 + random.nextInt(1_000_000);
    String body = OTHER + "# " + random.nextInt() + "\n";
    ConfigMessage good = cloud.sign(GATEWAY, later, body);
    String gateway = good.gateway();
    String signer = good.signer();
    return switch (random.nextInt(10)) {
      case 0 ->
          message(later, good.sha256(), flipped(good.signature(), random), body, gateway, signer);
      case 1 ->
          message(later, good.sha256(), good.signature(), flipped(body, random), gateway, signer);
      case 2 ->
          message(later, flipped(good.sha256(), random), good.signature(), body, gateway, signer);
      case 3 ->
          message(
              later ^ (1L << random.nextInt(40)),
              good.sha256(),
              good.signature(),
              body,
              gateway,
              signer);
      case 4 -> {
        String other = flipped(body, random);
        yield message(
            later, ConfigSigner.hex(bytes(other)), good.signature(), other, gateway, signer);
      }
      case 5 -> cloud.sign(GATEWAY, 1 + random.nextInt((int) VERSION - 1), body);
      case 6 -> cloud.sign(GATEWAY, VERSION, body);
      case 7 -> cloud.sign("gw-" + (2 + random.nextInt(1_000_000)), later, body);
      case 8 -> {
        ConfigMessage theirs = cloud.sign("gw-2", later, body);
        yield message(later, theirs.sha256(), theirs.signature(), body, GATEWAY, signer);
      }
      default ->
          random.nextBoolean()
              ? stranger.sign(GATEWAY, later, body)
              : message(
                  later,
                  good.sha256(),
                  stranger.signature(GATEWAY, later, good.sha256()),
                  body,
                  gateway,
                  signer);
    };
  }

  private static ConfigMessage message(
      long version, String sha256, byte[] signature, String body, String gateway, String signer) {
    return new ConfigMessage(version, sha256, signature, body, gateway, signer);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  /// One character is another.
  private static String flipped(String text, Random random) {
    int at = random.nextInt(text.length());
    char other = (char) (text.charAt(at) ^ (1 + random.nextInt(7)));
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static void take(CloudConfigs configs, ConfigMessage message) {
    configs.accept(JsonCodec.write(message));
    configs.look();
  }
}
